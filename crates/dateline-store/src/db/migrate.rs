//! The tables' history, embedded in the program.
//!
//! Each step exists once for each database, under the same number. A step that has been released
//! is never changed; the next change is the next number.

use crate::{Error, Result};

/// One step: the number it leads to, and its SQL for each database.
pub(super) struct Step {
    pub(super) version: i64,
    pub(super) sqlite: &'static str,
    pub(super) postgres: &'static str,
}

/// All steps, in order, numbered from 1 without gaps.
pub(super) const STEPS: &[Step] = &[
    Step {
        version: 1,
        sqlite: include_str!("../../migrations/sqlite/0001_the_paper.sql"),
        postgres: include_str!("../../migrations/postgres/0001_the_paper.sql"),
    },
    Step {
        version: 2,
        sqlite: include_str!("../../migrations/sqlite/0002_visit_log.sql"),
        postgres: include_str!("../../migrations/postgres/0002_visit_log.sql"),
    },
    Step {
        version: 3,
        sqlite: include_str!("../../migrations/sqlite/0003_hubs.sql"),
        postgres: include_str!("../../migrations/postgres/0003_hubs.sql"),
    },
    Step {
        version: 4,
        sqlite: include_str!("../../migrations/sqlite/0004_reports.sql"),
        postgres: include_str!("../../migrations/postgres/0004_reports.sql"),
    },
    Step {
        version: 5,
        sqlite: include_str!("../../migrations/sqlite/0005_addresses_of_entries.sql"),
        postgres: include_str!("../../migrations/postgres/0005_addresses_of_entries.sql"),
    },
    Step {
        version: 6,
        sqlite: include_str!("../../migrations/sqlite/0006_visiting.sql"),
        postgres: include_str!("../../migrations/postgres/0006_visiting.sql"),
    },
    Step {
        version: 7,
        sqlite: include_str!("../../migrations/sqlite/0007_feed_settings.sql"),
        postgres: include_str!("../../migrations/postgres/0007_feed_settings.sql"),
    },
    Step {
        version: 8,
        sqlite: include_str!("../../migrations/sqlite/0008_changes.sql"),
        postgres: include_str!("../../migrations/postgres/0008_changes.sql"),
    },
    Step {
        version: 9,
        sqlite: include_str!("../../migrations/sqlite/0009_stories.sql"),
        postgres: include_str!("../../migrations/postgres/0009_stories.sql"),
    },
    Step {
        version: 10,
        sqlite: include_str!("../../migrations/sqlite/0010_assistant.sql"),
        postgres: include_str!("../../migrations/postgres/0010_assistant.sql"),
    },
    Step {
        version: 11,
        sqlite: include_str!("../../migrations/sqlite/0011_following.sql"),
        postgres: include_str!("../../migrations/postgres/0011_following.sql"),
    },
    Step {
        version: 12,
        sqlite: include_str!("../../migrations/sqlite/0012_people.sql"),
        postgres: include_str!("../../migrations/postgres/0012_people.sql"),
    },
    Step {
        version: 13,
        sqlite: include_str!("../../migrations/sqlite/0013_identities.sql"),
        postgres: include_str!("../../migrations/postgres/0013_identities.sql"),
    },
    Step {
        version: 14,
        sqlite: include_str!("../../migrations/sqlite/0014_playback_and_push.sql"),
        postgres: include_str!("../../migrations/postgres/0014_playback_and_push.sql"),
    },
    Step {
        version: 15,
        sqlite: include_str!("../../migrations/sqlite/0015_mail.sql"),
        postgres: include_str!("../../migrations/postgres/0015_mail.sql"),
    },
    Step {
        version: 16,
        sqlite: include_str!("../../migrations/sqlite/0016_passkeys.sql"),
        postgres: include_str!("../../migrations/postgres/0016_passkeys.sql"),
    },
    Step {
        version: 17,
        sqlite: include_str!("../../migrations/sqlite/0017_fever.sql"),
        postgres: include_str!("../../migrations/postgres/0017_fever.sql"),
    },
];

/// The steps that a database of version `found` still needs.
///
/// # Errors
/// [`Error::Newer`] when the database knows more than this program.
pub(super) fn missing_steps(found: i64) -> Result<&'static [Step]> {
    let known = STEPS.last().map_or(0, |step| step.version);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    let done = STEPS.iter().take_while(|step| step.version <= found).count();
    Ok(STEPS.get(done..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbered_without_gaps() {
        let numbers: Vec<i64> = STEPS.iter().map(|step| step.version).collect();
        let wanted: Vec<i64> = (1..).take(STEPS.len()).collect();
        assert_eq!(numbers, wanted);
    }

    #[test]
    fn a_newer_database_is_refused() {
        let error = missing_steps(99).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("schema version 99"), "{error}");
        let known = STEPS.last().map_or(0, |step| step.version);
        assert!(missing_steps(known).is_ok_and(<[Step]>::is_empty));
        assert!(missing_steps(1).is_ok_and(|steps| steps.len() == STEPS.len() - 1));
        let newest = STEPS.last().map_or(0, |step| step.version);
        assert!(missing_steps(newest).is_ok_and(<[Step]>::is_empty));
    }
}
