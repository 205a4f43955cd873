//! Nine simulated days of visits, with restarts, against an origin that misbehaves.
//!
//! The desk, its database and its HTTP are the real ones; only the clock is ours, and it leaps from
//! one due visit to the next. Each part of the week follows some feeds, changes what they answer as
//! the hours pass, and at the end looks at what the origin was asked. `docs/technotes/visiting.md`
//! tells the rules and whose they are.

mod answers;
mod moves;
mod validators;
mod waits;
mod watched;
mod world;

use dateline_model::Millis;

use world::{Database, World};

/// Long enough for validators to be forgotten.
const DAYS: i64 = 9;

/// Hours after which the process is stopped and started again.
const RESTARTS: [i64; 4] = [1, 30, 77, 150];

#[tokio::test]
async fn nine_days_of_good_manners() {
    for database in Database::each().await {
        let mut world = World::begin(database).await;
        validators::follow(&world).await;
        waits::follow(&world).await;
        moves::follow(&world).await;
        answers::follow(&world).await;
        watched::follow(&world).await;
        for hour in 0..DAYS * 24 {
            validators::act(&world, hour);
            waits::act(&world, hour);
            moves::act(&world);
            answers::act(&world, hour);
            watched::act(&world, hour);
            world.pass_until(world.start.plus((hour + 1) * Millis::HOUR)).await;
            if RESTARTS.contains(&hour) {
                world.restart().await;
            }
        }
        check_every_request(&world);
        validators::check(&world).await;
        waits::check(&world).await;
        moves::check(&world).await;
        answers::check(&world).await;
        watched::check(&world).await;
    }
}

/// What holds for every request to every feed.
fn check_every_request(world: &World) {
    let all = world.origin.all_asked();
    assert!(all.len() > 1_000, "only {} requests in all", all.len());
    for (address, asked) in &all {
        for unwanted in ["cookie", "referer", "authorization"] {
            assert_eq!(asked.header(unwanted), None, "{address}");
        }
        let robots = address.ends_with("/robots.txt");
        let accept = asked.header("accept").unwrap_or_default();
        let expected = match address.ends_with(watched::PATH) {
            _ if robots => "*/*",
            true => "text/html, application/xhtml+xml",
            false => "application/atom+xml, application/rss+xml",
        };
        assert!(accept.starts_with(expected), "{address}: {accept}");
        let encodings = asked.header("accept-encoding").unwrap_or_default();
        // A server that breaks what it compresses is asked again for plain text.
        let broken = address.starts_with("half.example") && encodings == "identity";
        assert!(encodings == "gzip, br, zstd, deflate" || broken, "{address}: {encodings}");
        let agent = asked.header("user-agent").unwrap_or_default();
        let counted = if robots { "" } else { "; 1 subscriber" };
        assert_eq!(agent, format!("Dateline/0.1 (feed reader; +https://paper.example{counted})"));
    }
}
