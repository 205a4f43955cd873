//! Where an entry is about: `GeoRSS` in its three forms, W3C's latitude and longitude, and `geo:`
//! addresses.

use dateline_model::Location;

use super::gather::{Context, Gathered};
use super::tree::{NodeId, Tree};

/// Corners of a shape that are looked at.
const MOST_CORNERS: usize = 1_000;

/// Takes in an element that tells a place, or a part of one.
pub(super) fn take(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    let mut place = into.location.take().unwrap_or_default();
    match &*tree.node(id).name {
        "lat" => place.latitude = degrees(value, 90.0),
        "long" | "lon" => place.longitude = degrees(value, 180.0),
        "featurename" | "featurenametag" => place.name = Some(value.to_string()),
        "circle" => set(&mut place, middle(centre(value))),
        _ => set(&mut place, first_pair(tree, id)),
    }
    into.location = (place != Location::default()).then_some(place);
}

/// The first two numbers of `latitude longitude radius`.
fn centre(circle: &str) -> &str {
    circle.rsplit_once(char::is_whitespace).map_or(circle, |(centre, _)| centre)
}

fn set(place: &mut Location, point: Option<(f64, f64)>) {
    if let Some((latitude, longitude)) = point {
        (place.latitude, place.longitude) = (Some(latitude), Some(longitude));
    }
}

/// The point that an element tells, or the middle of the corners of its shape.
fn first_pair(tree: &Tree<'_>, id: NodeId) -> Option<(f64, f64)> {
    let mut at = id;
    while let Some(child) = tree.children(at).find(|child| tree.node(*child).name != "featurename")
    {
        // `<where><Point><pos>`, and latitude beside longitude in `<Point>`.
        let name = |wanted: &str| tree.children(at).find(|id| tree.node(*id).name == wanted);
        if let (Some(latitude), Some(longitude)) = (name("lat"), name("long")) {
            let latitude = degrees(tree.text(latitude), 90.0)?;
            return Some((latitude, degrees(tree.text(longitude), 180.0)?));
        }
        at = child;
    }
    middle(tree.text(at))
}

/// The middle of a list of pairs, each latitude first.
fn middle(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty())
        .take(2 * MOST_CORNERS)
        .map(str::parse::<f64>);
    let (mut north, mut east) = ((f64::MAX, f64::MIN), (f64::MAX, f64::MIN));
    while let Some(latitude) = numbers.next() {
        let (latitude, longitude) = (latitude.ok()?, numbers.next()?.ok()?);
        if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
            return None;
        }
        north = (north.0.min(latitude), north.1.max(latitude));
        east = (east.0.min(longitude), east.1.max(longitude));
    }
    let half = |(low, high): (f64, f64)| f64::midpoint(low, high);
    (north.0 <= north.1).then(|| (half(north), half(east)))
}

fn degrees(text: &str, most: f64) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.abs() <= most)
}

/// `geo:30.2672,-97.7431`.
pub(super) fn from_geo_uri(uri: &str) -> Location {
    let mut place = Location::default();
    let point = uri.trim().strip_prefix("geo:").unwrap_or(uri);
    set(&mut place, middle(point.split(';').next().unwrap_or(point)));
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_shapes() {
        assert_eq!(middle("45.256 -71.92"), Some((45.256, -71.92)));
        assert_eq!(middle(" 10,20 "), Some((10.0, 20.0)));
        assert_eq!(middle("0 0 2 4"), Some((1.0, 2.0)));
        for wrong in ["", "north", "1", "91 0", "0 181", "1 2 3", "NaN NaN"] {
            assert_eq!(middle(wrong), None, "{wrong}");
        }
    }
}
