//! The assistant that the owner set: from configuration to the web's wishes.
//!
//! There is none by default. Its prompts are written, and its answers checked, by
//! `dateline-understand`; here they only go out and come in, through the one crate that builds HTTP
//! clients. It is given no tools, and nothing it says is done.

use anyhow::Context;
use dateline_fetch::{Chat, ChatPiece, ChatRequest, ChatSettings};
use dateline_understand::Prompt;
use dateline_web::{AssistantInfo, AssistantPiece};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;

use crate::config::AssistantConfig;

/// The way to the assistant, and what may be spent on it.
#[derive(Clone, Debug)]
pub(crate) struct Assistant {
    chat: Chat,
    reader_tokens: i64,
    instance_tokens: i64,
}

impl Assistant {
    /// The assistant of a configuration; none when no address is set.
    pub(crate) fn of(
        config: &AssistantConfig,
        user_agent: &str,
    ) -> anyhow::Result<Option<Assistant>> {
        let Some(url) = &config.url else { return Ok(None) };
        let settings = ChatSettings {
            url: url.clone(),
            model: config.model.clone(),
            key: config.key.clone(),
            timeout: config.timeout,
            user_agent: user_agent.to_owned(),
        };
        let chat = Chat::new(settings).context("`assistant`")?;
        let (reader_tokens, instance_tokens) = (config.reader_tokens, config.instance_tokens);
        Ok(Some(Assistant { chat, reader_tokens, instance_tokens }))
    }

    pub(crate) fn info(&self) -> AssistantInfo {
        AssistantInfo {
            model: self.chat.model().to_owned(),
            host: self.chat.host(),
            reader_tokens: self.reader_tokens,
            instance_tokens: self.instance_tokens,
        }
    }

    pub(crate) fn write(
        &self,
        prompt: Prompt,
    ) -> BoxStream<'static, Result<AssistantPiece, String>> {
        let Prompt { system, user, most_tokens } = prompt;
        let pieces = self.chat.ask(ChatRequest { system, user, most_tokens });
        let piece = pieces.map(|piece| match piece {
            Ok(ChatPiece::Words(words)) => Ok(AssistantPiece::Words(words)),
            Ok(ChatPiece::Tokens(tokens)) => Ok(AssistantPiece::Tokens(tokens)),
            Err(error) => Err(format!("the assistant gave no whole answer: {error}")),
        });
        piece.boxed()
    }
}
