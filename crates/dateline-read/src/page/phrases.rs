//! Words by which furniture gives itself away, in the languages of the pages we read.
//!
//! The one rule: a phrase is a hint and never a verdict. An article may begin "Read more books".

/// Families of phrases. The numbers are columns of the learned table: never reorder.
pub(super) const PHRASES: &[&[&str]] = &[
    // advertisement labels
    &["advertisement", "advertising", "sponsored", "anzeige", "publicité", "publicidad", "pubblicità", "reklame", "annonce", "werbung", "story continues below", "article continues below", "continue reading below", "scroll to continue", "promoted", "ad ", "paid content"],
    // other articles
    &["read more", "read also", "also read", "read next", "see also", "more:", "related", "mehr zum thema", "lesen sie auch", "lire aussi", "à lire aussi", "lea también", "leer más", "leggi anche", "les også", "læs også", "läs också", "lees ook", "recommended", "most read", "most popular", "more from", "more on", "watch:", "watch now", "watch more", "watch live", "up next", "don't miss", "trending", "editor's picks", "you may also", "you might also", "mehr lesen", "weiterlesen", "auch interessant", "vale también", "czytaj", "читайте также", "relacionad", "top stories", "latest news", "what to read", "check out", "click here", "explore more", "view comments", "in other news", "keep reading", "continue reading", "next up", "popular on", "here's how", "see more", "more stories", "next:", "previous:", "read:", "photos:", "video:", "listen:", "watch the", "gallery:"],
    // letters and accounts
    &["sign up", "subscribe", "newsletter", "get the latest", "log in", "sign in", "register", "create an account", "become a", "by signing up", "by subscribing", "this site is protected by recaptcha", "jetzt abonnieren", "abonnieren", "inscrivez", "suscríbete", "iscriviti", "already a subscriber", "thank you for", "thanks for", "you have successfully", "support our", "support the", "donate", "join our", "join the conversation", "start your day", "delivered to your inbox", "your inbox", "your email", "enter your email", "download the", "download our", "get our", "want more"],
    // sharing
    &["share", "follow", "tweet", "facebook", "copy link", "email", "print", "teilen", "partager", "compartir", "condividi", "find us on", "like us", "add us", "save", "whatsapp", "connect with"],
    // rights and rules
    &["copyright", "©", "all rights reserved", "(c)", "terms of", "privacy", "cookie", "we use cookies", "we may earn", "affiliate", "when you buy", "if you buy", "if you purchase", "this material may not be", "this article was originally", "this story was originally", "originally published", "reprinted", "republish", "disclaimer", "disclosure", "our editors", "products featured", "independently selected", "purchases you make", "the views expressed", "the opinions expressed", "opinions expressed"],
    // bylines and dates
    &["by ", "von ", "par ", "por ", "written by", "published", "updated", "last updated", "posted", "reviewed by", "edited by", "fact checked", "veröffentlicht", "publié", "publicado", "pubblicato", "stand:", "aktualisiert", "mis à jour", "actualizado", "min read", "minute read", "minutes read", "reading time", "lesezeit", "first published", "last modified", "created", "author", "staff writer", "correspondent"],
    // pictures
    &["photo", "image", "picture", "foto", "photograph", "credit", "courtesy", "getty", "getty images", "file photo", "file -", "bild:", "(photo", "(ap", "ap photo", "crédit", "quelle", "source:", "reuters", "afp", "image:", "screenshot", "via ", "imago", "picture alliance", "shutterstock", "istock", "click to enlarge", "hide caption", "toggle caption", "enlarge"],
    // comments
    &["comment", "comments", "leave a", "join the discussion", "reply", "kommentar", "commentaire", "comentario", "to comment", "be the first", "no comments", "show comments", "report abuse", "conversation"],
    // about the writer
    &["is a ", "is the ", "about the author", "about the", "contact", "reach ", "email ", "follow him", "follow her", "follow them", "has been", "contributed to this", "contributed reporting", "reporting by", "editing by", "reach out", "writes about", "covers", "can be reached", "have a tip", "got a tip", "send", "write to", "letters to", "additional reporting", "associated press writer", "ap writer", "—with", "this report"],
];

/// Elements of the row: which families a text begins with, and which a short text holds.
pub(super) fn hints(lower: &str) -> [u8; 9] {
    let mut found = [0; 9];
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    for (family, phrases) in found.iter_mut().zip(PHRASES) {
        if phrases.iter().any(|phrase| start.starts_with(phrase)) {
            *family = 2;
        } else if lower.len() < 400 && phrases.iter().any(|phrase| phrase.len() > 5 && lower.contains(phrase)) {
            *family = 1;
        }
    }
    found
}
