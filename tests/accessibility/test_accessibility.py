"""What assistive tools are told: the real program, a real accessibility bus."""
import os
import sys
import tempfile
import unittest

import pyatspi

import desk as desks
from desk import ALT, BACKSPACE, CONTROL, RETURN, TAB, until

PAGES = ["Home", "My data", "Choices", "Organisations", "Your rights", "History", "Settings"]
WORDS = ("Allowed", "Not allowed")
PRESSED = (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_LINK)


class Accessibility(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.desk = desks.Desk(os.environ["ASSENT_BIN_DIR"], cls.place.name)
        cls.person = cls.desk.tool("person", "search", "Anna Nowak", "--limit", "1")["hits"][0]["id"]
        cls.desk.start()

    @classmethod
    def tearDownClass(cls):
        cls.desk.stop()
        cls.place.cleanup()

    def setUp(self):
        desk = self.desk
        if not desk.find(pyatspi.ROLE_PAGE_TAB):
            desk.unlock()

    def open(self, page):
        """By the accessible action of the rail; gives the tree once it holds still."""
        tab = until(lambda: self.desk.first(lambda node: self.is_tab_of(node, page)), "the rail has " + page)
        tab.press()
        until(lambda: self.shows(page), page + " is the page that shows")
        return until(self.settled, page + " is there")

    @staticmethod
    def is_tab_of(node, page):
        """Behind the name stands how much waits there."""
        return node.role == pyatspi.ROLE_PAGE_TAB and node.name.split(",")[0] == page

    def shows(self, page):
        return self.desk.first(lambda node: self.is_tab_of(node, page) and node.has(pyatspi.STATE_SELECTED))

    def settled(self):
        """The tree, once two looks at it give the same."""
        before = [node.role for node in self.desk.nodes()]
        nodes = list(self.desk.nodes())
        return nodes if len(nodes) > 20 and before == [node.role for node in nodes] else None

    def said(self):
        """All that the tree tells, in sight or not."""
        return "\n".join(node.name + "\n" + node.description + "\n" + node.text() for node in self.desk.everything())

    def switches(self):
        return [node for node in self.desk.everything() if node.role == pyatspi.ROLE_CHECK_BOX and node.description.startswith(WORDS)]

    def decisions(self):
        return self.desk.tool("consent", "history", "--subject", self.person, "--limit", "1")["total"]

    def test_everyPageIsNamedAndHasItsHeadings(self):
        nameless = []
        for page in PAGES:
            shown = self.open(page)
            nodes = list(self.desk.everything())
            self.assertGreater(sum(node.has(pyatspi.STATE_FOCUSABLE) for node in nodes), 8, page)
            # Qt calls every static text focusable.
            nameless += [f"{page}: {node}" for node in nodes if not node.name.strip()
                         and (node.role in PRESSED or node.has(pyatspi.STATE_FOCUSABLE)) and node.role not in (pyatspi.ROLE_FRAME, pyatspi.ROLE_LABEL)]
            headings = [node.name for node in shown if node.role == pyatspi.ROLE_HEADING]
            self.assertGreaterEqual(len(headings), 2, page)
            self.assertNotIn("", [heading.strip() for heading in headings])
        self.assertEqual(nameless, [])

    def test_aChoiceIsACheckBoxWithItsStateInAWord(self):
        self.open("Choices")
        found = until(self.switches, "the switches")
        for node in found:
            self.assertTrue(node.has(pyatspi.STATE_FOCUSABLE), node)
            word = "Allowed" if node.has(pyatspi.STATE_CHECKED) else "Not allowed"
            self.assertEqual(node.description.split(".")[0], word, node)
            self.assertIn(",", node.name, "purpose, channel and party")
        names = [node.name for node in found]
        self.assertEqual(len(names), len(set(names)), "each has a name of its own")

    def test_aPressIsToldAndRecorded(self):
        self.open("Choices")
        choice = until(lambda: next((node for node in self.switches() if node.has(pyatspi.STATE_CHECKED)), None), "an allowed choice")
        before = self.decisions()
        self.desk.events.clear()
        self.assertTrue(choice.press())
        until(lambda: self.desk.heard("checked", False, pyatspi.ROLE_CHECK_BOX, choice.name), "the change is told")
        until(lambda: self.desk.heard("showing", True, pyatspi.ROLE_ALERT, "Withdrawn: ")
              or self.desk.heard("showing", True, pyatspi.ROLE_NOTIFICATION, "Withdrawn: "), "the toast is announced")
        self.assertEqual(self.decisions(), before + 1)
        self.assertFalse(desks.Node(choice.accessible).has(pyatspi.STATE_CHECKED))
        undo = until(lambda: self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Undo"), "Undo")
        undo.press()
        until(lambda: self.desk.heard("checked", True, pyatspi.ROLE_CHECK_BOX, choice.name), "it is undone")
        self.assertEqual(self.decisions(), before + 2)

    def test_theFocusIsToldAsItMoves(self):
        self.open("Settings")
        self.desk.events.clear()
        seen = []
        for step in range(3):
            self.desk.keyboard.press(TAB)
            until(lambda: sum(kind.endswith("focused") and on for kind, on, _, _ in self.desk.events) > step, "the focus moved")
            seen.append([name for kind, on, _, name in self.desk.events if kind.endswith("focused") and on][-1])
        self.assertNotIn("", seen)
        self.assertEqual(len(set(seen)), 3, seen)

    def test_thePagesOpenByKeys(self):
        for number, page in enumerate(PAGES, 1):
            self.desk.keyboard.press(ALT, ord(str(number)))
            until(lambda: self.shows(page), f"Alt+{number} opens {page}")

    def test_rowsOfFactsTellFocusAndSelection(self):
        self.open("My data")
        rows = until(lambda: [node for node in self.desk.nodes() if node.role == pyatspi.ROLE_LIST_ITEM], "the rows")
        for node in rows:
            self.assertTrue(node.has(pyatspi.STATE_FOCUSABLE, pyatspi.STATE_SELECTABLE), node)
            self.assertTrue(node.name.strip())
        self.desk.events.clear()
        rows[0].press()
        until(lambda: desks.Node(rows[0].accessible).has(pyatspi.STATE_SELECTED), "the row is selected")

    def test_erasingIsReadInOrderAndTheAnswersAreButtons(self):
        self.open("Your rights")
        self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "See what goes", anywhere=True).press()
        until(lambda: self.desk.find(pyatspi.ROLE_HEADING, "Erase your account?"), "the card")
        until(self.settled, "the card is there")
        names = [node.name for node in self.desk.everything()]
        places = [names.index(name) for name in ("Erase your account?", "Proof that choices were made", "Erase account", "Keep account")]
        self.assertEqual(places, sorted(places))
        self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Keep account", anywhere=True).press()
        until(lambda: not self.desk.find(pyatspi.ROLE_HEADING, "Erase your account?"), "the card is gone")
        self.assertEqual(self.desk.tool("person", "erasures")["waiting"], [])

    def start_copy(self):
        self.open("Your rights")
        until(lambda: self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Get a copy", anywhere=True), "the copy").press()
        until(lambda: self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Make the copy…", anywhere=True), "its card").press()
        until(lambda: self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Save"), "the question where to").press()

    def tray(self, heading):
        """What shows from the tray's heading on, by role, once it has this heading: one look at the tree."""
        nodes = list(self.desk.nodes())
        at = next((i for i, node in enumerate(nodes) if node.role == pyatspi.ROLE_HEADING and node.name == heading), None)
        found = {} if at is None else {(node.role, node.name): node for node in nodes[at:]}
        for node in found.values():
            node.description  # as it is now
        return found

    def test_theTrayTellsHowFarWorkIsAndStopsIt(self):
        job = "A copy of my data"
        self.desk.tool("consent", "withdraw", "--subject", self.person, "--purpose", "newsletter", "--channel", "post")
        with self.desk.writing():  # the copy waits, half a minute at most, to write the checkpoint that covers this act
            self.start_copy()
            self.desk.keyboard.press(ALT, ord("3"))
            until(lambda: self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Work in progress: 1"), "the tray's button").press()
            tray = until(lambda: self.tray("Work in progress"), "the tray")
            stop = tray[pyatspi.ROLE_PUSH_BUTTON, "Stop"]
            self.desk.events.clear()
            self.desk.keyboard.press(TAB)  # from the heading over the way out
            self.desk.keyboard.press(TAB)
            until(lambda: self.desk.heard("focused", True, pyatspi.ROLE_PUSH_BUTTON, "Stop"), "the focus on Stop")
            self.desk.keyboard.press(RETURN)
        ended = until(lambda: self.tray("Ended"), "the heading says that nothing runs")
        self.assertTrue(stop.has(pyatspi.STATE_FOCUSABLE, pyatspi.STATE_ENABLED))
        self.assertEqual(stop.description, job)
        self.assertEqual(tray[pyatspi.ROLE_LIST_ITEM, job].description, "Your data is being collected and sealed.")
        bar = tray[pyatspi.ROLE_PROGRESS_BAR, job].description
        self.assertRegex(bar, r"^\d+ %$")
        self.assertTrue(0 < int(bar[:-2]) < 100, bar)
        self.assertEqual(ended[pyatspi.ROLE_LIST_ITEM, job].description, "Stopped. No file was written.")
        self.assertNotIn((pyatspi.ROLE_PROGRESS_BAR, job), ended)
        ended[pyatspi.ROLE_PUSH_BUTTON, "Remove from this list"].press()
        until(lambda: self.tray("Work in progress"), "the tray is empty")[pyatspi.ROLE_PUSH_BUTTON, "Close"].press()
        until(lambda: not self.tray("Work in progress"), "the tray is gone")

    def test_nothingOfThePersonIsInTheTreeWhileItIsLocked(self):
        facts = {fact["shown"]["value"] for fact in self.desk.tool("person", "show", self.person)["facts"]
                 if fact["key"] not in ("given_name", "family_name")}
        secrets = {value for value in facts if len(value) > 4}
        self.assertGreater(len(secrets), 8)
        self.open("My data")
        said = self.said()
        self.assertTrue(any(value in said for value in secrets), "the search is a real one")
        self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Lock").press()
        until(lambda: not self.desk.find(pyatspi.ROLE_PAGE_TAB), "it is locked")
        field = until(self.desk.field, "the lock screen")
        said = self.said()
        self.assertEqual([value for value in secrets if value in said], [])
        self.desk.keyboard.type("not the passphrase")
        until(lambda: self.desk.find(pyatspi.ROLE_PUSH_BUTTON, "Unlock").has(pyatspi.STATE_ENABLED), "what was typed is in the field")
        self.assertNotIn("not the", self.said())
        self.assertEqual(field.text(), "")
        self.desk.keyboard.press(CONTROL, ord("a"))
        self.desk.keyboard.press(BACKSPACE)


if __name__ == "__main__":
    unittest.main(argv=sys.argv, verbosity=2)
