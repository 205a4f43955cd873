//! Queued work that survives a crash.
//!
//! A claimed job is leased: when its holder dies, it falls due again at the lease's end, with one
//! attempt more on its count. Whoever claims it then holds a larger fence, and the first holder's
//! results are refused. After [`MAX_ATTEMPTS`] a job is dead and waits for a person.

use dateline_model::{JobId, Millis};

use crate::{Error, Result, Store};

/// A job that failed this often is dead: what failed so many times needs a person.
pub const MAX_ATTEMPTS: u32 = 8;

/// Who claims work, and for how long.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The claiming process, unique among those that run.
    pub holder: String,
    /// The present.
    pub now: Millis,
    /// How long the work may take before others may claim it.
    pub lease_ms: i64,
    /// At most this many.
    pub limit: u32,
}

/// A job to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// What is to be done.
    pub kind: String,
    /// Unique for its kind while the job is alive: queueing it again does nothing.
    pub key: String,
    /// What the work needs to know.
    pub payload: String,
    /// Not before this moment.
    pub run_at: Millis,
}

/// A claimed job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Id.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// What the work needs to know.
    pub payload: String,
    /// When it was due.
    pub run_at: Millis,
    /// Claims so far, this one included.
    pub attempts: u32,
    /// Proof of the claim.
    pub fence: i64,
}

/// How many jobs of a kind are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobCount {
    /// What is to be done.
    pub kind: String,
    /// `waiting`, `running` or `dead`.
    pub state: String,
    /// How many.
    pub count: u64,
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    /// Id.
    pub id: JobId,
    /// What was to be done.
    pub kind: String,
    /// What it is unique by.
    pub key: String,
    /// What the work needed to know.
    pub payload: String,
    /// Claims in all.
    pub attempts: u32,
    /// What went wrong last.
    pub error: String,
}

impl Store {
    /// Queues a job, unless one of that kind and key is alive.
    pub async fn enqueue(&self, job: &NewJob) -> Result<()> {
        Err(Error::missing())
    }

    /// Claims jobs that are due, oldest first. No two claimers get the same job before the lease
    /// ends.
    pub async fn claim_jobs(&self, kinds: &[&str], claim: &Claim) -> Result<Vec<Job>> {
        Err(Error::missing())
    }

    /// The job is done.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed it since.
    pub async fn finish_job(&self, job: &Job) -> Result<()> {
        Err(Error::missing())
    }

    /// The job failed: it is tried again at `run_at`, or is dead after [`MAX_ATTEMPTS`].
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed it since.
    pub async fn retry_job(&self, job: &Job, error: &str, run_at: Millis) -> Result<()> {
        Err(Error::missing())
    }

    /// Gives claimed jobs back untried, for a graceful stop. Jobs claimed by others since are left
    /// alone.
    pub async fn release_jobs(&self, jobs: &[Job]) -> Result<()> {
        Err(Error::missing())
    }

    /// How much work there is.
    pub async fn job_counts(&self) -> Result<Vec<JobCount>> {
        Err(Error::missing())
    }

    /// Jobs that were given up, newest first.
    pub async fn dead_jobs(&self, limit: u32) -> Result<Vec<DeadJob>> {
        Err(Error::missing())
    }

    /// Gives a dead job a new life. Answers `false` when it is not dead, or when the same work has
    /// been queued again since.
    pub async fn revive_job(&self, job: JobId, now: Millis) -> Result<bool> {
        Err(Error::missing())
    }
}
