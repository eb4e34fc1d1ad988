//! Which files of a folder are meant.

use zopa_dossier::formats::{Evaluator, Files, Format};

use crate::{BAKER, BOXES, DOMAIN, FIRST, MILLER, SECOND, broken, exact, files, flour, parties, read};

#[test]
fn content_decides_and_not_the_name() {
    assert_eq!(Format::recognise(&files(&[("a.txt", DOMAIN)])), Some(Format::Genius));
    assert_eq!(Format::recognise(&files(&[("a.xml", "<html><utility_space/></html>")])), None);
    let for_people = BAKER.replace("</utility_space>", "<weightmultiplyer value=\"100\"/></utility_space>");
    assert_eq!(Format::recognise(&files(&[("a.xml", &for_people)])), Some(Format::GeniusBi));
}

#[test]
fn the_parties_are_those_named_or_else_the_two_or_three_that_fit() {
    let chosen = |files: &Files| {
        let scenario = read(files).expect("the files are sound");
        scenario.profiles.iter().map(|profile| profile.file.clone()).collect::<Vec<_>>()
    };
    let more = |others: &[(&str, &str)]| {
        let mut all = flour();
        all.extend(files(others));
        all
    };
    let ranking = BAKER.replace("<utility_space>", "<utility_space type=\"UNCERTAIN\">");
    assert_eq!(chosen(&more(&[("third.xml", MILLER), ("fourth.xml", MILLER)])), ["baker.xml", "miller.xml"]);
    let unnamed = |others: &[(&str, &str)]| {
        let all = broken(more(others), "domain.xml", "  <agent utility_space=\"baker.xml\" name=\"\" class=\"\"/>\n", "");
        broken(all, "domain.xml", "utility_space=\"miller.xml\"", "utility_space=\"elsewhere.xml\"")
    };
    assert_eq!(chosen(&unnamed(&[("baker10.xml", &ranking), ("other.xml", FIRST)])), ["baker.xml", "miller.xml"]);
    assert_eq!(chosen(&unnamed(&[("p10.xml", MILLER)])), ["baker.xml", "miller.xml", "p10.xml"]);
    let respelt = broken(flour(), "domain.xml", "utility_space=\"miller.xml\"", "utility_space=\"C:\\templates\\Miller.XML\"");
    assert_eq!(chosen(&respelt), ["baker.xml", "miller.xml"]);
}

#[test]
fn the_parties_find_their_domain_among_several() {
    let mut both = flour();
    both.extend(files(&[("other.xml", BOXES), ("profile-1.xml", FIRST), ("profile-2.xml", SECOND)]));
    assert_eq!(read(&both).expect_err("there are two domains").code, "several-domains");
    let scenario = Format::Genius.read(&both, &parties(&["profile-2", "profile-1"])).expect("one domain fits");
    assert_eq!(scenario.issues[0].name, "x");
    let mixed = Format::Genius.read(&both, &parties(&["profile-2", "baker"]));
    assert_eq!(mixed.expect_err("no domain fits both").code, "unequal-domains");
}

#[test]
fn profiles_alone_bring_their_issues() {
    let pair = read(&files(&[("a.xml", BAKER), ("b.xml", MILLER)])).expect("they fit each other");
    assert_eq!(pair.issues.len(), 4);
    let single = read(&files(&[("a.xml", BAKER)])).expect("a single file stands for itself");
    assert_eq!((single.issues.len(), single.profiles.len()), (4, 1));
}

#[test]
fn options_that_the_domain_lacks_count_for_the_largest() {
    let extra =
        "<item index=\"9\" value=\"gold\" evaluation=\"8\"/>\n      <item index=\"2\" value=\"in a month\" evaluation=\"4\"/>";
    let files = broken(flour(), "baker.xml", "<item index=\"2\" value=\"in a month\" evaluation=\"4\"/>", extra);
    let scenario = read(&files).expect("the files are sound");
    assert_eq!(scenario.profiles[0].evaluators[3], Evaluator::Table(vec![exact("3/64"), exact("1/16")]));
    assert!(scenario.remarks.iter().any(|remark| remark.code == "extra-options" && remark.line == Some(20)));
}
