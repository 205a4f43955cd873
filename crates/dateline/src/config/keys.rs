//! Every key of the configuration, once.

use std::fmt::Write;

/// One key.
pub(super) struct Key {
    /// With dots: `feeds.check_every.min`.
    pub(super) name: &'static str,
    /// As it would be written in the environment.
    pub(super) default: &'static str,
    /// What it decides, for the reference page.
    pub(super) about: &'static str,
}

const fn key(name: &'static str, default: &'static str, about: &'static str) -> Key {
    Key { name, default, about }
}

pub(super) const KEYS: &[Key] = &[
    key(
        "database",
        "sqlite:dateline.db",
        "Where the paper is kept: `sqlite:PATH`, or `postgres://user:password@host/name` when several \
         machines share it.",
    ),
    key("listen", "127.0.0.1:8080", "The address and port that the paper is served on."),
    key(
        "base_url",
        "",
        "How readers reach the paper, such as `https://news.example.org`. Absolute addresses in feeds \
         and the origin check use it; without it, `http://` and `listen`.",
    ),
    key("name", "Dateline", "The paper's name, in its masthead."),
    key(
        "language",
        "en",
        "The language in which the paper speaks with whoever asks for none that it knows: `en`, `fr`, `de`, \
         `es`, `zh` or `ar`. Readers choose their own under Appearance; else their browser's wish goes first.",
    ),
    key(
        "time_zone",
        "",
        "Where the paper's days begin, such as `Europe/Paris`; without it, this machine's zone.",
    ),
    key(
        "public",
        "false",
        "Whether strangers see headlines, briefs, excerpts and comments. Members always see the full \
         text.",
    ),
    key(
        "public_full_text",
        "false",
        "Whether strangers see the full text too: only for publishers who allow it.",
    ),
    key("feeds.check_every.min", "5m", "The shortest time between two visits to one feed."),
    key("feeds.check_every.max", "24h", "The longest time between two visits to one feed."),
    key("feeds.concurrency", "16", "How many feeds and pages are fetched at once."),
    key(
        "fetch.contact",
        "",
        "An address in the User-Agent under which publishers can reach whoever runs this instance; without \
         it, `base_url`.",
    ),
    key(
        "fetch.allow_networks",
        "",
        "Networks that may be fetched from although they are not public, such as `192.168.1.0/24` for \
         a feed at home; a list in the file, parted by commas in the environment.",
    ),
    key("fetch.timeout", "30s", "The longest time for one request, redirects and body included."),
    key("fetch.max_megabytes", "15", "The largest feed or page, after decompression."),
    key(
        "fetch.pages",
        "true",
        "Whether the page of each entry is fetched. When false, feeds are believed as they are.",
    ),
    key(
        "tags.aliases",
        "",
        "Names that are one hashtag, its label first: `United Kingdom = UK = Britain`; a label with nothing \
         after its `=` is never one. A list in the file; parted by commas or semicolons in the environment. \
         Articles that come in later are tagged by it.",
    ),
    key(
        "stories.join_hours",
        "96",
        "How long after its latest article a story still takes in another.",
    ),
    key(
        "stories.keep_days",
        "30",
        "How long articles are remembered for copies and related articles.",
    ),
    key("stories.window_articles", "100000", "How many articles are remembered for grouping."),
    key(
        "stories.join_percent",
        "50",
        "How probable it must be that an article tells of a story before it is put there, in \
         percent. Higher gives more and smaller stories.",
    ),
    key(
        "stories.merge_percent",
        "80",
        "How probable another story must be for an article to count as evidence that both are one; \
         100 never joins stories by itself.",
    ),
    key(
        "sentence_model.url",
        "",
        "The address of a server that gives vectors for texts as OpenAI's embeddings do (Ollama and llama.cpp \
         do), up to and with `/v1`, such as `http://localhost:11434/v1`. With it, the headline and the \
         opening of each article are sent there, and how alike two texts are in meaning is one more hint in \
         finding stories, across languages too when the model knows them. Without it no text leaves this \
         machine for that.",
    ),
    key(
        "sentence_model.model",
        "",
        "The model's name, as that server knows it, such as `all-minilm` or `bge-m3`. Needed with \
         `sentence_model.url`. Vectors of another model are not compared with it.",
    ),
    key(
        "sentence_model.key_file",
        "",
        "A file that holds the key to that server, where it wants one.",
    ),
    key(
        "sentence_model.timeout",
        "10s",
        "The longest time for one batch of at most 64 articles. What is not answered by then is placed \
         without, and the server is left alone for five minutes.",
    ),
    key(
        "pictures.folder",
        "dateline-pictures",
        "The folder in which pictures are kept, made smaller, so that each is asked of its publisher once; \
         it may be emptied at any time.",
    ),
    key(
        "pictures.max_megabytes",
        "500",
        "How much that folder may hold. When 0, no picture is kept and each is fetched every time.",
    ),
    key(
        "features.off",
        "",
        "AI features that nobody is offered, by name: `brief`, `timeline`, `quotes`, `figures`, `explain`, \
         `simplify`, `translate`, `listen`, `ask`; `all` for all of them. A list in the file, parted by \
         commas in the environment. Each reader can switch off more.",
    ),
    key(
        "assistant.url",
        "",
        "The address of a language model that speaks OpenAI's chat completions, up to and with `/v1`, such \
         as `http://localhost:11434/v1`. Without it there is no assistant and no text leaves this machine. \
         With it, sentences of articles are sent there when a reader who has allowed it presses the button.",
    ),
    key(
        "assistant.model",
        "",
        "The model's name, as that server knows it. Needed with `assistant.url`.",
    ),
    key(
        "assistant.key_file",
        "",
        "A file that holds the key to that server, where it wants one. In the environment the key itself may \
         stand in `DATELINE_ASSISTANT__KEY` instead.",
    ),
    key(
        "assistant.key",
        "",
        "The key itself, for the environment; a file is the better place. It is not shown by \
         `dateline config show`.",
    ),
    key(
        "assistant.timeout",
        "3m",
        "The longest time for one answer, from the question to its last word.",
    ),
    key(
        "assistant.reader_tokens",
        "50000",
        "Tokens that one reader may spend in a day (UTC); an answer about one article takes some 2,000.",
    ),
    key(
        "assistant.instance_tokens",
        "500000",
        "Tokens that all readers together may spend in a day.",
    ),
    key(
        "sign_in.proxy_header",
        "",
        "The header in which a reverse proxy names the reader that it has signed in, such as \
         `Remote-User`. The account must exist under that name.",
    ),
    key(
        "sign_in.proxies",
        "",
        "Addresses or networks of that proxy, such as `127.0.0.1`: the header is believed from there alone. \
         A list in the file, parted by commas in the environment.",
    ),
    key(
        "sign_in.issuer",
        "",
        "The address of an identity provider that speaks OpenID Connect (Authelia, Authentik, Keycloak, \
         Kanidm and others), as it stands in its own tokens: on HTTPS, or on this machine. Readers can \
         then sign in by it. Tell it that they come back to `/sign-in/back` of this paper.",
    ),
    key(
        "sign_in.client",
        "",
        "The name under which the provider knows this paper. Needed with `sign_in.issuer`.",
    ),
    key(
        "sign_in.secret_file",
        "",
        "A file that holds the secret of that name; a public client has none.",
    ),
    key("sign_in.issuer_name", "your organisation", "What the provider is called on the page."),
    key(
        "sign_in.makes_accounts",
        "false",
        "Whether whoever the provider signs in gets an account, under the name that it gives. When \
         false, readers connect theirs on their account's page first.",
    ),
    key(
        "mail.server",
        "",
        "The mail server that takes letters to readers: `smtps://mail.example.org` (TLS from the first byte, \
         port 465), `smtp+starttls://mail.example.org` (port 587), or `smtp://127.0.0.1` for one on this machine. \
         With it, readers who give an address can set a new password by mail; the desk has a button for a \
         test.",
    ),
    key("mail.user", "", "The name to sign in to the mail server with, if it asks for one."),
    key("mail.password_file", "", "A file that holds the password of that name."),
    key(
        "mail.from",
        "",
        "The address that mail comes from, such as `paper@example.org` or `The Paper <paper@example.org>`. Needed \
         with `mail.server`.",
    ),
    key(
        "push.contact",
        "",
        "Where the people who run push services reach whoever runs this paper: `mailto:you@example.org`, or an \
         address on HTTPS. With it, readers can have browsers notified (Web Push), over HTTPS or on this \
         machine; without it, no browser's push service hears of this paper.",
    ),
    key(
        "metrics.token_file",
        "",
        "A file that holds the bearer token for `/metrics`; without it there is no such page.",
    ),
    key("log.filter", "info", "What is logged: a level, or `tracing` directives."),
    key("log.json", "false", "Whether log lines are JSON."),
];

/// The reference page.
pub(super) fn reference() -> String {
    let mut out = String::from(
        "# Configuration\n\nEvery key is optional. They stand in `dateline.toml` in the working folder \
         (or the file given with `--config`); the environment has the second word \
         (`DATELINE_FEEDS__CHECK_EVERY__MIN` for `feeds.check_every.min`) and flags the last. \
         `dateline config show` prints the outcome and where each value comes from.\n\nThis page is \
         written by `dateline config reference`.\n",
    );
    for key in KEYS {
        let _ = write!(out, "\n## `{}`\n\n{}\n", key.name, key.about);
        let shown = if key.default.is_empty() { "none" } else { key.default };
        let _ = write!(out, "\nDefault: `{shown}`\n");
    }
    out
}
