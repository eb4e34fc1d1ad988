//! A Debian package: the program, its manual, completions where shells look for them, and its papers.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::contents::{COMPLETIONS, Contents};
use super::{Release, place};
use crate::process::run;
use crate::repository::{Repository, failed};
use crate::suite::Shortfall;
use crate::tools::need;

/// Where shells look for completions of packages.
const FOLDERS: &[(&str, &str)] = &[
    ("bash", "usr/share/bash-completion/completions"),
    ("zsh", "usr/share/zsh/vendor-completions"),
    ("fish", "usr/share/fish/vendor_completions.d"),
];
/// Where papers belong.
const PAPERS: &str = "usr/share/doc/zopa";

/// Packs it, and says where it is.
pub(super) fn pack(repository: &Repository, release: &Release, contents: &Contents, out: &Path) -> Result<PathBuf, Shortfall> {
    let dpkg = need("dpkg-deb", "apt-get install dpkg")?;
    let root = repository.scratch("package/debian")?;
    let mut bytes = size(&place::program(&root.join("usr/bin/zopa"), &contents.program)?)?;
    for (path, content) in &contents.files {
        for (place_of, content) in installed(path, content)? {
            place::file(&root.join(place_of), &content)?;
            bytes += content.len() as u64;
        }
    }
    place::file(&root.join(PAPERS).join("copyright"), copyright().as_bytes())?;
    place::file(&root.join("DEBIAN/control"), control(release, bytes)?.as_bytes())?;
    place::settle(&root, release.moment)?;
    let made = out.join(format!("zopa_{}_{}.deb", release.version, release.debian_architecture()?));
    let mut pack = Command::new(dpkg);
    pack.args(["--root-owner-group", "-Zxz", "--threads-max=1", "--build"]).arg(&root).arg(&made);
    run(pack.env("SOURCE_DATE_EPOCH", release.moment.to_string()).stdout(Stdio::null()))?;
    Ok(made)
}

/// Where a file of the tarball goes on a Debian system; nowhere, where Debian has no use for it.
fn installed(path: &Path, content: &[u8]) -> Result<Vec<(PathBuf, Vec<u8>)>, Shortfall> {
    let name = path.file_name().unwrap_or_default();
    let first = path.components().next().map(|first| first.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    Ok(match first.as_str() {
        "man1" => vec![(Path::new("usr/share/man/man1").join(format!("{}.gz", name.display())), compressed(content)?)],
        "completions" => COMPLETIONS
            .iter()
            .filter(|(shell, _)| path.starts_with(Path::new("completions").join(shell)))
            .filter_map(|(shell, _)| FOLDERS.iter().find(|(of, _)| of == shell))
            .map(|(_, folder)| (Path::new(folder).join(name), content.to_vec()))
            .collect(),
        "CHANGELOG.md" => vec![(Path::new(PAPERS).join("changelog.gz"), compressed(content)?)],
        _ => vec![(Path::new(PAPERS).join(path), content.to_vec())],
    })
}

/// As small as gzip makes it, without a name or a moment.
fn compressed(content: &[u8]) -> Result<Vec<u8>, Shortfall> {
    let gzip = need("gzip", "apt-get install gzip")?;
    crate::process::filter(Command::new(gzip).arg("-9n"), content)
}

fn control(release: &Release, bytes: u64) -> Result<String, Shortfall> {
    Ok(format!(
        "Package: zopa\n\
         Version: {}\n\
         Architecture: {}\n\
         Maintainer: the authors of zopa <zopa@example.invalid>\n\
         Installed-Size: {}\n\
         Section: science\n\
         Priority: optional\n\
         Description: is there a deal here, and which one?\n \
         Reads a case file (who said what, and, apart from it, what is judged of it)\n \
         and says how wide the gap is, in how many draws from the analysts' ranges a\n \
         deal exists, which packages most of them accept, what waits for what, and\n \
         what would happen if they talked. A workbench and a confidential table open\n \
         in the browser. It runs offline and needs no other package.\n",
        release.version,
        release.debian_architecture()?,
        bytes.div_ceil(1024),
    ))
}

/// In the machine-readable form (<https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/>).
fn copyright() -> String {
    "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
     Upstream-Name: zopa\n\
     \n\
     Files: *\n\
     Copyright: the authors of zopa\n\
     License: MIT or Apache-2.0\n\
     Comment: LICENSE-MIT and LICENSE-APACHE stand beside this file; /usr/share/common-licenses/Apache-2.0\n \
     has the second as well. What the program is linked with keeps its own licences: THIRD-PARTY.txt.\n"
        .to_owned()
}

fn size(path: &Path) -> Result<u64, Shortfall> {
    std::fs::metadata(path).map(|data| data.len()).map_err(|error| failed("read", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_go_where_debian_looks_for_them() {
        let places = |path: &str| {
            installed(Path::new(path), b"x").map(|places| places.into_iter().map(|(place, _)| place).collect::<Vec<_>>())
        };
        assert_eq!(places("completions/zsh/_zopa"), Ok(vec!["usr/share/zsh/vendor-completions/_zopa".into()]));
        assert_eq!(places("completions/elvish/zopa.elv"), Ok(Vec::new()));
        assert_eq!(places("docs/talks.md"), Ok(vec!["usr/share/doc/zopa/docs/talks.md".into()]));
    }
}
