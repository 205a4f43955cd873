//! Jobs and leases: nothing twice, nothing lost, nothing for ever.

use std::collections::HashSet;

use dateline_model::Millis;
use dateline_store::{Claim, Error, Job, JobCount, MAX_ATTEMPTS, NewJob, PLACING, Store};

use crate::support::{LEASE_MS, NOON, claim, for_each_store};

async fn queue(store: &Store, key: &str) {
    let job = NewJob {
        kind: "work".to_owned(),
        key: key.to_owned(),
        payload: format!("do {key}"),
        run_at: NOON,
    };
    store.enqueue(&job).await.expect("queued");
}

async fn take(store: &Store, now: Millis) -> Vec<Job> {
    store.claim_jobs(&["work"], &claim("worker", now)).await.expect("claims")
}

fn count(state: &str, count: u64) -> JobCount {
    JobCount { kind: "work".to_owned(), state: state.to_owned(), count }
}

#[tokio::test]
async fn a_job_is_queued_once_while_it_lives() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        queue(&store, "a").await;
        assert_eq!(store.job_counts().await.expect("asked"), [count("waiting", 1)]);
        assert!(store.claim_jobs(&["other"], &claim("w", NOON)).await.expect("claims").is_empty());
        assert!(take(&store, NOON.plus(-1)).await.is_empty(), "not before its time");
        let jobs = take(&store, NOON).await;
        let [job] = jobs.as_slice() else { panic!("one job: {jobs:?}") };
        assert_eq!((job.payload.as_str(), job.attempts, job.run_at), ("do a", 1, NOON));
        queue(&store, "a").await;
        assert_eq!(store.job_counts().await.expect("asked"), [count("running", 1)]);
        store.finish_job(job).await.expect("still ours");
        assert!(store.job_counts().await.expect("asked").is_empty());
        queue(&store, "a").await;
        assert_eq!(take(&store, NOON).await.len(), 1, "done work may be queued again");
    })
    .await;
}

#[tokio::test]
async fn a_job_that_is_put_off_has_not_failed() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        let on_their_way = async |now| store.jobs_on_their_way("work", now).await.expect("asked");
        assert_eq!(on_their_way(NOON).await, 1);
        assert_eq!(on_their_way(NOON.plus(-1)).await, 0, "it is not due yet");
        let jobs = take(&store, NOON).await;
        let [job] = jobs.as_slice() else { panic!("one job: {jobs:?}") };
        assert_eq!(on_their_way(NOON).await, 1, "it is worked on");
        let later = NOON.plus(Millis::HOUR);
        store.postpone_job(job, later).await.expect("still ours");
        assert_eq!(on_their_way(NOON).await, 0);
        assert!(take(&store, later.plus(-1)).await.is_empty());
        assert_eq!(take(&store, later).await.first().map(|job| job.attempts), Some(1));
        assert!(matches!(store.postpone_job(job, later).await, Err(Error::StaleFence)));
    })
    .await;
}

#[tokio::test]
async fn a_process_alone_on_its_database_waits_for_no_dead_one() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        let old = take(&store, NOON).await.pop().expect("due");
        store.lease(PLACING, "dead", NOON, LEASE_MS).await.expect("asked").expect("free");
        let soon = NOON.plus(Millis::SECOND);
        assert!(take(&store, soon).await.is_empty(), "it is held");
        store.forget_claims(soon).await.expect("written");
        let new = take(&store, soon).await.pop().expect("it is free");
        assert_eq!((new.attempts, new.fence), (2, old.fence + 1));
        assert!(matches!(store.finish_job(&old).await, Err(Error::StaleFence)));
        let fence = store.lease(PLACING, "living", soon, LEASE_MS).await.expect("asked");
        assert!(fence.is_some(), "placing is free");
    })
    .await;
}

#[tokio::test]
async fn no_two_claimers_get_one_job() {
    for_each_store(|store| async move {
        for number in 0..60 {
            queue(&store, &number.to_string()).await;
        }
        let claimers = (0..4).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let few = Claim { limit: 4, ..claim(&format!("desk {number}"), NOON) };
                let mut got = Vec::new();
                loop {
                    let jobs = store.claim_jobs(&["work"], &few).await.expect("claims");
                    if jobs.is_empty() {
                        return got;
                    }
                    got.extend(jobs.into_iter().map(|job| job.id));
                }
            })
        });
        let mut got = Vec::new();
        for claimer in claimers.collect::<Vec<_>>() {
            got.extend(claimer.await.expect("no panic"));
        }
        // With `skip locked` a claimer may see nothing while others hold the last rows.
        got.extend(take(&store, NOON).await.into_iter().map(|job| job.id));
        let distinct: HashSet<_> = got.iter().collect();
        assert_eq!((got.len(), distinct.len()), (60, 60));
    })
    .await;
}

#[tokio::test]
async fn a_dead_holders_job_is_taken_over_and_its_result_refused() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        let old = take(&store, NOON).await.pop().expect("one job");
        assert!(take(&store, NOON.plus(LEASE_MS - 1)).await.is_empty(), "still leased");
        let new = take(&store, NOON.plus(LEASE_MS)).await.pop().expect("the lease has ended");
        assert_eq!((new.id, new.attempts), (old.id, 2));
        assert!(matches!(store.finish_job(&old).await, Err(Error::StaleFence)));
        let retried = store.retry_job(&old, "late", NOON).await;
        assert!(matches!(retried, Err(Error::StaleFence)));
        store.release_jobs(std::slice::from_ref(&old)).await.expect("left alone");
        store.finish_job(&new).await.expect("the present holder may");
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_is_tried_again_then_dead_then_revived() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        let mut now = NOON;
        for attempt in 1..=MAX_ATTEMPTS {
            let job = take(&store, now).await.pop().expect("tried again");
            assert_eq!(job.attempts, attempt);
            now = now.plus(Millis::MINUTE);
            store.retry_job(&job, "it broke", now).await.expect("ours");
        }
        assert!(take(&store, now.plus(Millis::DAY)).await.is_empty());
        let dead = store.dead_jobs(10).await.expect("asked");
        let [job] = dead.as_slice() else { panic!("one dead job: {dead:?}") };
        assert_eq!((job.error.as_str(), job.key.as_str()), ("it broke", "a"));
        assert!(store.revive_job(job.id, now).await.expect("asked"));
        assert!(!store.revive_job(job.id, now).await.expect("asked"), "it lives");
        assert_eq!(take(&store, now).await.pop().map(|job| job.attempts), Some(1));
    })
    .await;
}

#[tokio::test]
async fn a_dead_job_is_not_revived_beside_its_successor() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        for _ in 0..MAX_ATTEMPTS {
            let job = take(&store, NOON).await.pop().expect("tried again");
            store.retry_job(&job, "it broke", NOON).await.expect("ours");
        }
        queue(&store, "a").await;
        let dead = store.dead_jobs(1).await.expect("asked").pop().expect("dead");
        assert!(!store.revive_job(dead.id, NOON).await.expect("asked"));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_kills_its_holders_is_given_up() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        let mut now = NOON;
        for _ in 0..MAX_ATTEMPTS {
            assert_eq!(take(&store, now).await.len(), 1);
            now = now.plus(LEASE_MS);
        }
        assert!(take(&store, now).await.is_empty());
        let dead = store.dead_jobs(1).await.expect("asked").pop().expect("given up");
        assert_eq!(dead.error, "every process that worked on it died");
    })
    .await;
}

#[tokio::test]
async fn a_graceful_stop_gives_jobs_back_untried() {
    for_each_store(|store| async move {
        queue(&store, "a").await;
        let jobs = take(&store, NOON).await;
        store.release_jobs(&jobs).await.expect("given back");
        assert_eq!(take(&store, NOON).await.pop().map(|job| job.attempts), Some(1));
    })
    .await;
}

#[tokio::test]
async fn a_lease_has_one_holder_and_its_fence_grows() {
    for_each_store(|store| async move {
        let lease = |holder: &'static str, now: Millis| {
            let store = store.clone();
            async move { store.lease(PLACING, holder, now, LEASE_MS).await.expect("asked") }
        };
        assert_eq!(lease("a", NOON).await, Some(1));
        assert_eq!(lease("b", NOON).await, None, "held by another");
        assert_eq!(lease("a", NOON.plus(1)).await, Some(1), "renewed");
        assert_eq!(lease("b", NOON.plus(LEASE_MS + 1)).await, Some(2), "taken over");
        assert_eq!(lease("a", NOON.plus(LEASE_MS + 2)).await, None);
        store.release_lease(PLACING, "a").await.expect("not ours, left alone");
        assert_eq!(lease("a", NOON.plus(LEASE_MS + 2)).await, None);
        store.release_lease(PLACING, "b").await.expect("given back");
        assert_eq!(lease("a", NOON.plus(LEASE_MS + 2)).await, Some(3));
    })
    .await;
}
