//! Which program holds a port, where the system tells.

use std::fs;

/// Name and number of the program that listens at a port of this machine.
pub(super) fn holder_of(port: u16) -> Option<(String, u32)> {
    let tables =
        ["/proc/net/tcp", "/proc/net/tcp6"].into_iter().filter_map(|table| fs::read_to_string(table).ok());
    let sockets: Vec<String> = tables.flat_map(|table| listening_at(&table, port)).collect();
    if sockets.is_empty() {
        return None;
    }
    let processes = fs::read_dir("/proc").ok()?.filter_map(Result::ok);
    processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).find_map(|number| {
        let files = fs::read_dir(format!("/proc/{number}/fd")).ok()?.filter_map(Result::ok);
        let holds = files
            .filter_map(|file| fs::read_link(file.path()).ok())
            .any(|target| sockets.iter().any(|socket| target.as_os_str() == socket.as_str()));
        let name = holds.then(|| fs::read_to_string(format!("/proc/{number}/comm")).ok()).flatten()?;
        Some((name.trim_end().to_owned(), number))
    })
}

/// The sockets that listen at a port, by a table of the kernel.
fn listening_at(table: &str, port: u16) -> Vec<String> {
    const LISTENING: &str = "0A";
    let wanted = format!(":{port:04X}");
    let socket = |line: &str| -> Option<String> {
        let fields: Vec<&str> = line.split_ascii_whitespace().collect();
        let is_it = fields.get(1)?.ends_with(&wanted) && *fields.get(3)? == LISTENING;
        is_it.then(|| fields.get(9).map(|inode| format!("socket:[{inode}]"))).flatten()
    };
    table.lines().filter_map(socket).collect()
}

#[cfg(test)]
mod tests {
    use super::{holder_of, listening_at};

    #[test]
    fn a_table_of_the_kernel_names_the_socket() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
             0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n\
             1: 0100007F:0FA0 0100007F:8A2C 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 100 0 0 10 0\n\
             2: 0100007F:0FA1 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4713 1 0 100 0 0 10 0\n\
             short\n";
        assert_eq!(listening_at(table, 4000), ["socket:[4711]"]);
        assert_eq!(listening_at(table, 1), Vec::<String>::new());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_program_is_found_by_its_port() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let (_, number) = holder_of(listener.local_addr().unwrap().port()).unwrap();
        assert_eq!(number, std::process::id());
    }
}
