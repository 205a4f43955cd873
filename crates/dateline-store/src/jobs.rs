//! Queued work that survives a crash.
//!
//! A claimed job is leased: when its holder dies, it falls due again at the lease's end, with one
//! attempt more on its count. Whoever claims it then holds a larger fence, and the first holder's
//! results are refused. After [`MAX_ATTEMPTS`] a job is dead and waits for a person.

use std::collections::HashSet;

use dateline_model::{JobId, Millis};

use crate::db::{Row, Session, params};
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
        let job = job.clone();
        self.db
            .write(move |session| {
                session.run(
                    "insert into jobs (kind, key, payload, run_at) values ($1, $2, $3, $4)
                     on conflict (kind, key) where state <> 'dead' do nothing",
                    params![&job.kind, &job.key, &job.payload, job.run_at],
                )
            })
            .await
            .map(drop)
    }

    /// Claims jobs that are due, oldest first. No two claimers get the same job before the lease
    /// ends. A job whose holders died [`MAX_ATTEMPTS`] times is given up instead.
    pub async fn claim_jobs(&self, kinds: &[&str], claim: &Claim) -> Result<Vec<Job>> {
        let kinds: Vec<String> = kinds.iter().map(|&kind| kind.to_owned()).collect();
        let claim = claim.clone();
        self.db.write(move |session| claim_jobs(session, &kinds, &claim)).await
    }

    /// The job is done.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed it since.
    pub async fn finish_job(&self, job: &Job) -> Result<()> {
        let job = job.clone();
        self.db
            .write(move |session| {
                let ended = finish(session, &[&job])?;
                if ended == [true] { Ok(()) } else { Err(Error::StaleFence) }
            })
            .await
    }

    /// The job failed: it is tried again at `run_at`, or is dead after [`MAX_ATTEMPTS`].
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed it since.
    pub async fn retry_job(&self, job: &Job, error: &str, run_at: Millis) -> Result<()> {
        let (job, error) = (job.clone(), error.to_owned());
        self.db
            .write(move |session| {
                let touched = session.run(
                    "update jobs set run_at = $3, error = $4, holder = null,
                       state = case when attempts >= $5 then 'dead' else 'waiting' end
                     where id = $1 and fence = $2 and state = 'running'",
                    params![job.id, job.fence, run_at, &error, MAX_ATTEMPTS],
                )?;
                if touched == 0 { Err(Error::StaleFence) } else { Ok(()) }
            })
            .await
    }

    /// Gives claimed jobs back untried, as at a graceful stop. Jobs claimed by others since are left
    /// alone.
    pub async fn release_jobs(&self, jobs: &[Job]) -> Result<()> {
        let jobs = jobs.to_vec();
        self.db
            .write(move |session| {
                for job in &jobs {
                    session.run(
                        "update jobs set state = 'waiting', holder = null, run_at = $3,
                           attempts = attempts - 1
                         where id = $1 and fence = $2 and state = 'running'",
                        params![job.id, job.fence, job.run_at],
                    )?;
                }
                Ok(())
            })
            .await
    }

    /// Ends every claim on jobs and every lease, for a process that knows itself alone on its
    /// database: whoever held them is dead, and need not be waited for. Claims on feeds stay, so
    /// that a publisher who was asked just before is not asked again at once.
    pub async fn forget_claims(&self, now: Millis) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update jobs set run_at = $1 where state = 'running' and run_at > $1",
                    params![now],
                )?;
                session.run("update leases set ends_at = 0", params![])
            })
            .await
            .map(drop)
    }

    /// Puts a claimed job off without counting it as a failure: somebody asked for patience.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed it since.
    pub async fn postpone_job(&self, job: &Job, run_at: Millis) -> Result<()> {
        let job = job.clone();
        let changed = self
            .db
            .write(move |session| {
                session.run(
                    "update jobs set state = 'waiting', holder = null, run_at = $3,
                       attempts = attempts - 1
                     where id = $1 and fence = $2 and state = 'running'",
                    params![job.id, job.fence, run_at],
                )
            })
            .await?;
        if changed == 0 { Err(Error::StaleFence) } else { Ok(()) }
    }

    /// Jobs of a kind that are being worked on or are due: what is on its way now. Those that wait
    /// for a later try do not count.
    pub async fn jobs_on_their_way(&self, kind: &str, now: Millis) -> Result<u64> {
        let kind = kind.to_owned();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select count(*) as jobs from jobs
                     where kind = $1
                       and (state = 'running' or (state = 'waiting' and run_at <= $2))",
                    params![&kind, now],
                )?;
                Ok(row.map(|mut row| row.take("jobs")).transpose()?.unwrap_or(0))
            })
            .await
    }

    /// How much work there is.
    pub async fn job_counts(&self) -> Result<Vec<JobCount>> {
        self.db
            .read(|session| {
                let mut rows = session.rows(
                    "select kind, state, count(*) as jobs from jobs
                     group by kind, state order by kind, state",
                    params![],
                )?;
                rows.iter_mut()
                    .map(|row| {
                        Ok(JobCount {
                            kind: row.take("kind")?,
                            state: row.take("state")?,
                            count: row.take("jobs")?,
                        })
                    })
                    .collect()
            })
            .await
    }

    /// Jobs that were given up, newest first.
    pub async fn dead_jobs(&self, limit: u32) -> Result<Vec<DeadJob>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, kind, key, payload, attempts, error from jobs
                     where state = 'dead' order by id desc limit $1",
                    params![limit],
                )?;
                rows.iter_mut().map(dead_job).collect()
            })
            .await
    }

    /// Gives a dead job a new life. Answers `false` when it is not dead, or when the same work has
    /// been queued again since.
    pub async fn revive_job(&self, job: JobId, now: Millis) -> Result<bool> {
        self.db
            .write(move |session| {
                let touched = session.run(
                    "update jobs set state = 'waiting', attempts = 0, run_at = $2
                     where id = $1 and state = 'dead' and not exists (
                       select 1 from jobs alive
                       where alive.kind = jobs.kind and alive.key = jobs.key
                         and alive.state <> 'dead')",
                    params![job, now],
                )?;
                Ok(touched > 0)
            })
            .await
    }
}

/// Ends jobs; false for each that another process has claimed since.
pub(crate) fn finish(session: &Session<'_>, jobs: &[&Job]) -> Result<Vec<bool>> {
    let ids: Vec<i64> = jobs.iter().map(|job| job.id.0).collect();
    let mut rows = session.rows(
        "select id, fence from jobs where id in $1[] and state = 'running' order by id for update",
        params![ids],
    )?;
    let mut running: HashSet<(JobId, i64)> = rows
        .iter_mut()
        .map(|row| Ok((row.take("id")?, row.take("fence")?)))
        .collect::<Result<_>>()?;
    let ended: Vec<bool> = jobs.iter().map(|job| running.remove(&(job.id, job.fence))).collect();
    let ids = jobs.iter().zip(&ended).filter(|(_, ended)| **ended).map(|(job, _)| job.id.0);
    session.run("delete from jobs where id in $1[]", params![ids.collect::<Vec<_>>()])?;
    Ok(ended)
}

fn claim_jobs(session: &Session<'_>, kinds: &[String], claim: &Claim) -> Result<Vec<Job>> {
    // "= true" keeps SQLite from finding all jobs of the kinds and sorting them, at every claim.
    let mut rows = session.rows(
        "select id, kind, payload, run_at, attempts, fence from jobs
         where state <> 'dead' and run_at <= $2 and (kind in $1[]) = true
         order by run_at, id limit $3 for update skip locked",
        params![kinds, claim.now, claim.limit],
    )?;
    let due: Vec<Job> = rows.iter_mut().map(claimed).collect::<Result<_>>()?;
    let (jobs, hopeless): (Vec<Job>, Vec<Job>) =
        due.into_iter().partition(|job| job.attempts <= MAX_ATTEMPTS);
    let ids = |jobs: &[Job]| jobs.iter().map(|job| job.id.0).collect::<Vec<i64>>();
    if !hopeless.is_empty() {
        session.run(
            "update jobs set state = 'dead', holder = null,
               error = coalesce(error, 'every process that worked on it died')
             where id in $1[]",
            params![ids(&hopeless)],
        )?;
    }
    if !jobs.is_empty() {
        session.run(
            "update jobs set state = 'running', holder = $2, run_at = $3,
               attempts = attempts + 1, fence = fence + 1
             where id in $1[]",
            params![ids(&jobs), &claim.holder, claim.now.plus(claim.lease_ms)],
        )?;
    }
    Ok(jobs)
}

/// The job as it will be once this claim is written.
fn claimed(row: &mut Row) -> Result<Job> {
    Ok(Job {
        id: row.take("id")?,
        kind: row.take("kind")?,
        payload: row.take("payload")?,
        run_at: row.take("run_at")?,
        attempts: row.take::<u32>("attempts")?.saturating_add(1),
        fence: row.take::<i64>("fence")?.saturating_add(1),
    })
}

fn dead_job(row: &mut Row) -> Result<DeadJob> {
    Ok(DeadJob {
        id: row.take("id")?,
        kind: row.take("kind")?,
        key: row.take("key")?,
        payload: row.take("payload")?,
        attempts: row.take("attempts")?,
        error: row.take::<Option<String>>("error")?.unwrap_or_default(),
    })
}
