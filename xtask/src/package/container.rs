//! A container file beside the tarball: an image of the program and its papers, and nothing else.

use std::path::{Path, PathBuf};

use super::{Release, place};
use crate::suite::Shortfall;

/// Writes it, and says where it is.
pub(super) fn write(release: &Release, out: &Path) -> Result<PathBuf, Shortfall> {
    place::file(&out.join("Containerfile"), text(&release.name()).as_bytes())
}

/// `ADD` unpacks a tarball that lies beside the file. Nothing runs while the image is made.
fn text(name: &str) -> String {
    format!(
        "# An image of zopa alone: no shell, no libraries. In the folder with {name}.tar.gz:\n\
         #   podman build --tag zopa .        (or docker build --file Containerfile --tag zopa .)\n\
         #   podman run --rm --volume \"$PWD\":/data:ro zopa analyse case.yaml\n\
         FROM scratch\n\
         ADD {name}.tar.gz /\n\
         WORKDIR /data\n\
         USER 65534:65534\n\
         ENTRYPOINT [\"/{name}/zopa\"]\n\
         CMD [\"--help\"]\n"
    )
}
