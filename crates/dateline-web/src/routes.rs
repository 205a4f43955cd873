//! Every address of the paper, with who may call it.
//!
//! [`ROUTES`] is the whole list: the router is made of it and tests walk it. A change is never a
//! GET (but for a hub's word, which `WebSub` makes one), and nothing is answered that does not stand
//! here.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{MethodRouter, delete, get, options, post, put};
use http::Method;

use crate::access::{self, Access};
use crate::apps::{fever, greader, miniflux};
use crate::pages::{
    account, appearance, article, catch_up, comments, compare, correct, desk, features, feed_view,
    feeds, filters, following, front, health, identity, install, invitations, join, leave, lists,
    mail, moderation, notices, passkeys, publishers, push, queue, readers, reports, search,
    security, story, versions, websub, welcome,
};
use crate::paper::{Paper, Site};
use crate::{apps, assets, image, respond};

/// The largest form, in bytes; comments are the longest texts that people send.
const LARGEST_FORM: usize = 64 << 10;

/// One address, how it is called, and by whom.
#[derive(Clone, Debug)]
pub struct Route {
    /// GET or POST; for programs also others.
    pub method: Method,
    /// The path, with `{parameters}`.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    handler: fn() -> MethodRouter<Arc<Site>>,
}

macro_rules! routes {
    (@ get) => { Method::GET };
    (@ post) => { Method::POST };
    (@ put) => { Method::PUT };
    (@ delete) => { Method::DELETE };
    (@ options) => { Method::OPTIONS };
    ($($method:ident $path:literal $access:ident $handler:path),* $(,)?) => {
        &[$(Route {
            method: routes!(@ $method),
            path: $path,
            access: Access::$access,
            handler: || $method($handler),
        }),*]
    };
}

/// All routes.
pub const ROUTES: &[Route] = routes![
    get "/" Visitor front::page,
    get "/index.atom" Visitor front::atom,
    get "/index.json" Visitor front::json,
    get "/pulse" Visitor front::pulse,
    get "/a/{id}" Visitor article::short,
    get "/a/{id}/{slug}" Visitor article::page,
    get "/a/{id}/{slug}/ai/{feature}" Whole features::of_article,
    get "/a/{id}/{slug}/feed" Whole feed_view::page,
    get "/a/{id}/wrong" Member reports::form,
    post "/a/{id}/wrong" Member reports::report,
    get "/a/{id}/{slug}/versions" Whole versions::page,
    get "/changes.json" Visitor versions::changes,
    post "/a/{id}/{slug}/ai/{feature}" Member features::write_article,
    post "/a/{id}/read" Member article::mark_read,
    post "/a/{id}/save" Member article::save,
    post "/a/{id}/queue" Member queue::change,
    post "/a/{id}/playback" Member queue::note,
    post "/a/{id}/comments" Member comments::on_article,
    post "/s/{id}/comments" Member comments::on_story,
    get "/s/{id}/comments.atom" Visitor comments::feed,
    get "/comments/{id}" Visitor comments::permalink,
    post "/comments/{id}/edit" Member comments::edit,
    post "/comments/{id}/delete" Member comments::delete,
    post "/comments/{id}/vote" Member comments::vote,
    post "/comments/{id}/flag" Member comments::flag,
    post "/comments/{id}/remove" Moderator moderation::remove,
    post "/comments/{id}/keep" Moderator moderation::keep,
    post "/s/{id}/mute" Member comments::mute,
    post "/s/{id}/lock" Moderator moderation::lock,
    post "/s/{id}/slow" Moderator moderation::slow,
    get "/notifications" Member notices::page,
    post "/notifications/read" Member notices::mark_read,
    get "/moderation" Visitor moderation::log,
    get "/moderation/queue" Moderator moderation::queue,
    get "/moderation/rules" Moderator moderation::rules,
    post "/moderation/rules" Moderator moderation::save_rules,
    post "/moderation/{id}/appeal" Member moderation::appeal,
    post "/moderation/{id}/settle" Moderator moderation::settle,
    get "/s/{id}" Visitor story::short,
    get "/s/{id}/{slug}" Visitor story::page,
    get "/s/{id}/{slug}/ai/{feature}" Whole features::of_story,
    get "/s/{id}/{slug}/compare" Whole compare::page,
    post "/s/{id}/{slug}/ai/{feature}" Member features::write_story,
    post "/s/{id}/read" Member correct::read,
    post "/s/{id}/merge" Moderator correct::merge,
    post "/s/{id}/part" Moderator correct::part,
    post "/s/{id}/move" Moderator correct::move_article,
    get "/publishers" Owner publishers::page,
    get "/publishers/facts.csv" Owner publishers::export,
    post "/publishers/import" Owner publishers::import,
    post "/publishers/{id}" Owner publishers::save,
    get "/ask" Whole features::of_paper,
    post "/ask" Member features::write_paper,
    get "/t/{tag}" Visitor lists::tag,
    get "/e/{name}" Visitor search::name,
    get "/p/{publisher}" Visitor lists::publisher,
    get "/section/{name}" Visitor lists::section,
    get "/search" Visitor search::page,
    get "/search.atom" Visitor search::atom,
    get "/search.json" Visitor search::json,
    get "/history" Member lists::history,
    get "/following" Member following::page,
    post "/following" Member following::change,
    post "/following/seen" Member following::seen,
    get "/following.atom" Member following::atom,
    get "/following.json" Member following::json,
    get "/settings/filters" Member filters::page,
    post "/settings/filters" Member filters::add,
    post "/settings/filters/{id}/remove" Member filters::remove,
    post "/catch-up" Member catch_up::change,
    get "/saved" Member lists::saved,
    get "/saved.atom" Member lists::saved_atom,
    get "/saved.json" Member lists::saved_json,
    get "/queue" Member queue::page,
    post "/queue/{id}/move" Member queue::step,
    post "/queue/{id}/remove" Member queue::remove,
    post "/queue/{id}/restore" Member queue::restore,
    get "/feeds" Member feeds::page,
    get "/feeds/export.opml" Member feeds::roll::export,
    post "/feeds/find" Member feeds::add::find,
    post "/feeds/follow" Member feeds::add::follow,
    post "/feeds/import" Member feeds::roll::import,
    post "/feeds/starter" Member feeds::add::starter,
    get "/feeds/{id}" Member feeds::one::page,
    post "/feeds/{id}/change" Member feeds::one::change,
    post "/feeds/{id}/check" Member feeds::one::check,
    post "/feeds/{id}/drop" Member feeds::one::leave,
    post "/feeds/{id}/restore" Member feeds::one::restore,
    post "/feeds/{id}/settings" Owner feeds::settings::save,
    get "/websub/{token}" Hub websub::verify,
    post "/websub/{token}" Hub websub::receive,
    get "/desk" Owner desk::page,
    post "/desk/mail/test" Owner mail::test,
    post "/desk/jobs/{id}/revive" Owner desk::revive,
    get "/desk/reports" Owner reports::list,
    get "/desk/reports/{id}" Owner reports::page,
    post "/desk/reports/{id}/rule" Owner reports::add_to_rule,
    post "/desk/reports/{id}/write" Owner reports::write_rule,
    post "/desk/reports/{id}/close" Owner reports::close,
    post "/desk/sites/forget" Owner reports::forget,
    get "/settings" Member account::settings,
    get "/settings/features" Member features::choices_page,
    post "/settings/features" Member features::save_choices,
    get "/settings/push" Member push::page,
    post "/settings/push" Member push::add,
    post "/settings/push/{id}/remove" Member push::remove,
    post "/settings/readers" Owner account::add_reader,
    get "/settings/appearance" Visitor appearance::page,
    post "/settings/appearance" Visitor appearance::save,
    get "/manifest.webmanifest" Anyone install::manifest,
    get "/sw.js" Anyone install::worker,
    get "/offline" Anyone install::offline,
    get "/share" Member install::share,
    get "/settings/account" Member security::page,
    post "/settings/password" Member security::change_password,
    post "/settings/sessions/end" Member security::end_session,
    post "/settings/sessions/end-others" Member security::end_others,
    post "/settings/app-passwords" Member security::add_app,
    post "/settings/passkeys/new" Member passkeys::begin,
    post "/settings/passkeys" Member passkeys::add,
    post "/settings/passkeys/{id}/rename" Member passkeys::rename,
    post "/settings/passkeys/{id}/remove" Member passkeys::remove,
    post "/settings/identity/connect" Member identity::connect,
    post "/settings/identity/forget" Member identity::forget,
    post "/settings/app-passwords/{id}/revoke" Member security::revoke_app,
    post "/settings/mail" Member mail::give,
    post "/settings/mail/forget" Member mail::forget,
    get "/settings/export.json" Member leave::export,
    post "/settings/delete" Member leave::delete,
    get "/invitations" Moderator invitations::page,
    post "/invitations" Moderator invitations::invite,
    post "/invitations/{id}/withdraw" Moderator invitations::withdraw,
    get "/desk/readers" Owner readers::page,
    post "/desk/readers/registration" Owner readers::set_registration,
    post "/desk/readers/{id}/role" Owner readers::set_role,
    post "/desk/readers/{id}/reset" Owner readers::offer_reset,
    post "/desk/readers/{id}/delete" Owner readers::delete,
    post "/readers/{id}/warn" Moderator readers::warn,
    post "/readers/{id}/ban" Moderator readers::ban,
    post "/readers/{id}/unban" Moderator readers::unban,
    get "/join" Anyone join::invited,
    post "/join" Anyone join::join,
    get "/register" Anyone join::registration,
    post "/register" Anyone join::register,
    get "/reset" Anyone join::reset_page,
    post "/reset" Anyone join::reset,
    get "/forgot" Anyone mail::forgot_page,
    post "/forgot" Anyone mail::forgot,
    get "/confirm-mail" Anyone mail::confirm_page,
    post "/confirm-mail" Anyone mail::confirm,
    get "/welcome" Anyone welcome::page,
    post "/welcome" Anyone welcome::submit,
    get "/sign-in" Anyone account::sign_in_page,
    post "/sign-in" Anyone account::sign_in,
    post "/sign-in/passkey" Anyone passkeys::sign_in,
    get "/sign-in/with" Anyone identity::begin,
    get "/sign-in/back" Anyone identity::back,
    post "/sign-out" Member account::sign_out,
    get "/img/{signature}/{width}/{address}" Visitor image::serve,
    get "/assets/{name}" Anyone assets::serve,
    get "/sitemap.xml" Visitor health::sitemap,
    get "/robots.txt" Anyone health::robots,
    get "/accounts/{*call}" Program greader::accounts,
    post "/accounts/{*call}" Program greader::accounts,
    get "/reader/{*call}" Program greader::reader,
    post "/reader/{*call}" Program greader::reader,
    get "/api/greader.php" Program greader::greet,
    get "/api/greader.php/" Program greader::greet,
    get "/api/greader.php/{*call}" Program greader::api,
    post "/api/greader.php/{*call}" Program greader::api,
    get "/fever" Program fever::call,
    post "/fever" Program fever::call,
    get "/fever/" Program fever::call,
    post "/fever/" Program fever::call,
    get "/api/fever.php" Program fever::call,
    post "/api/fever.php" Program fever::call,
    get "/v1/{*call}" Program miniflux::call,
    post "/v1/{*call}" Program miniflux::call,
    put "/v1/{*call}" Program miniflux::call,
    delete "/v1/{*call}" Program miniflux::call,
    options "/v1/{*call}" Program miniflux::call,
    get "/healthz" Anyone health::alive,
    get "/readyz" Anyone health::ready,
    get "/metrics" Anyone health::metrics,
];

/// Opens the paper for readers.
///
/// # Errors
/// When the store cannot keep the key that pictures are signed with.
pub async fn router(paper: Paper) -> Result<Router, dateline_store::Error> {
    let site = Arc::new(Site::open(paper).await?);
    let mut router = Router::new();
    for route in ROUTES {
        let state = (Arc::clone(&site), route.access);
        let largest = match route.access {
            _ if route.path == "/feeds/import" => feeds::roll::LARGEST_OPML,
            Access::Program => apps::LARGEST_CALL,
            _ => LARGEST_FORM,
        };
        let guarded = (route.handler)()
            .layer::<_, Infallible>(middleware::from_fn_with_state(state, access::guard))
            .layer::<_, Infallible>(DefaultBodyLimit::max(largest));
        router = router.route(route.path, guarded);
    }
    let dressed = middleware::from_fn_with_state(Arc::clone(&site), respond::dress);
    Ok(router.layer(dressed).with_state(site))
}
