//! What we say we would like to get.
//!
//! Some servers choose a form by the `Accept` header, and some refuse readers that send none. The
//! lists name what we read best first and end with `*/*`: a feed that is served as `text/html` is
//! still a feed.

/// What a request is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Accept {
    /// A feed, or a page that may name one.
    Feed,
    /// An article's page.
    Page,
    /// A picture.
    Image,
    /// A hub's word on a subscription.
    Hub,
    /// Anything.
    #[default]
    Any,
}

impl Accept {
    /// All of them: every sort of request that this program makes. The guard's test walks this list.
    pub const ALL: &[Accept] =
        &[Accept::Feed, Accept::Page, Accept::Image, Accept::Hub, Accept::Any];

    /// The value of the `Accept` header.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Accept::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, \
                 application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, \
                 application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
            }
            Accept::Page => "text/html, application/xhtml+xml, application/xml;q=0.5, */*;q=0.1",
            Accept::Image => "image/webp, image/jpeg, image/png, image/*;q=0.5, */*;q=0.1",
            Accept::Hub => "text/plain, */*;q=0.1",
            Accept::Any => "*/*",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_takes_what_the_server_has() {
        for &accept in Accept::ALL {
            assert!(accept.header().contains("*/*"), "{accept:?}");
            assert!(http::HeaderValue::from_static(accept.header()).to_str().is_ok());
        }
        assert_eq!(Accept::default(), Accept::Any);
    }
}
