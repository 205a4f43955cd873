//! A private PostgreSQL for the tests: its own folder, its own port, gone afterwards.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;

use crate::shell::{is_root, output, run};

/// A running server; stopped and removed when dropped.
pub(crate) struct Server {
    folder: PathBuf,
    programs: PathBuf,
    /// `postgres://…` of its first database.
    pub(crate) url: String,
}

impl Server {
    /// Initialises a cluster in a temporary folder and starts it on a free port of loopback.
    pub(crate) fn start() -> anyhow::Result<Server> {
        let programs = programs().context(
            "PostgreSQL's server programs were not found; install them: apt-get install postgresql",
        )?;
        let folder = std::env::temp_dir().join(format!("dateline-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&folder))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Server {
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            folder,
            programs,
        };
        let data = server.folder.join("data");
        let mut init = server.program("initdb");
        init.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"]);
        output(init.arg("-D").arg(&data))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200",
            server.folder.display()
        );
        let mut start = server.program("pg_ctl");
        start.arg("-D").arg(&data).arg("-l").arg(server.folder.join("log"));
        run(start.args(["-w", "-s", "-o", &options, "start"]))?;
        Ok(server)
    }

    /// One of the server's programs, run as the user `postgres` when we are root: the server
    /// refuses to run as root.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.arg("-D").arg(self.folder.join("data")).args(["-s", "-m", "immediate", "stop"]);
        let _ = stop.status();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The newest folder that holds `initdb`.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    found.sort_by_key(|folder| {
        let version = folder.parent().and_then(|parent| parent.file_name()?.to_str());
        version.and_then(|text| text.parse::<u32>().ok()).unwrap_or(0)
    });
    found.pop().or_else(|| {
        let folder = output(Command::new("pg_config").arg("--bindir")).ok()?;
        let folder = PathBuf::from(folder.trim());
        folder.join("initdb").exists().then_some(folder)
    })
}
