use super::for_everybody::is_nobody;
use super::vague::vague_beginning;

#[test]
fn an_owner_is_nobody_only_by_a_whole_name() {
    for (owner, expected) in [
        ("All", true),
        ("ALL PARTNERS", true),
        ("All partner agencies.", true),
        ("all-partners", true),
        ("Multi-agency", true),
        ("TBC", true),
        ("N/A", true),
        ("The partners", true),
        ("All Saints School", false),
        ("Allied health professions lead", false),
        ("All GP practices, through the named GP", false),
        ("Everyone's Clinic", false),
        ("Partnership business manager", false),
        ("Selderby Police", false),
        ("", false),
    ] {
        assert_eq!(is_nobody(owner), expected, "{owner}");
    }
}

#[test]
fn a_deed_is_vague_by_its_beginning() {
    for (text, expected) in [
        ("Raise awareness of neglect.", Some("raise awareness")),
        ("To raise awareness of neglect", Some("raise awareness")),
        ("Remind staff of the policy", Some("remind")),
        ("All staff should be reminded of the policy", Some("be reminded")),
        ("Schools and health visitors to consider the pathway", Some("consider")),
        ("Managers must be mindful that babies do not bruise", Some("be mindful")),
        ("Continue to work together", Some("continue to")),
        ("**Remind** everyone", Some("remind")),
        ("Train 60 staff and raise awareness of the toolkit", None),
        ("Send a letter that reminds parents of the clinic", None),
        ("Considerate care plans for all", None),
        ("Notebooks for every officer", None),
        ("Explorers' group to get a worker", None),
        ("Change the form so that staff will not have to remember it", None),
        ("Reminder letters are sent by the system", None),
        ("", None),
        ("to", None),
    ] {
        assert_eq!(vague_beginning(text), expected, "{text}");
    }
}
