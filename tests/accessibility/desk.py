"""The real desktop program on a store of made-up people, as assistive tools see it."""
import contextlib
import ctypes
import fcntl
import functools
import json
import os
import subprocess
import warnings

import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib
import pyatspi

warnings.simplefilter("ignore", DeprecationWarning)  # names that the newer library changed
Atspi.set_timeout(60000, 60000)  # a busy machine

PASSPHRASE = "a passphrase for a test"
LIMIT_MS = 60000
RETURN, TAB, BACKSPACE, ALT, CONTROL = 0xFF0D, 0xFF09, 0xFF08, 0xFFE9, 0xFFE3  # keysyms of X


def until(holds, what):
    """Lets events arrive until this holds; gives what it gave."""
    context = GLib.MainContext.default()
    late = []
    limit = GLib.timeout_add(LIMIT_MS, lambda: late.append(True) or GLib.SOURCE_REMOVE)
    beat = GLib.timeout_add(50, lambda: GLib.SOURCE_CONTINUE)
    try:
        while True:
            found = holds()
            if found:
                return found
            if late:
                raise AssertionError("it did not come to this: " + what)
            context.iteration(True)
    finally:
        GLib.source_remove(beat)
        if not late:
            GLib.source_remove(limit)


class Keyboard:
    """That of the display. The accessibility bus has one, too, but it keeps the program
    waiting for each key that it sends itself."""

    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x.XFlush.argtypes = [ctypes.c_void_p]
        self.test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.display = self.x.XOpenDisplay(None)
        if not self.display:
            raise AssertionError("there is no display")
        for call in (self.x.XQueryPointer, self.x.XSetInputFocus):
            call.argtypes = None
        self.x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong

    def turn_to_window(self):
        """Gives the window under the pointer the keyboard, as a window manager would."""
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        found = ctypes.c_ulong()
        rest = [ctypes.byref(ctypes.c_ulong()) for _ in range(6)]
        display = ctypes.c_void_p(self.display)
        self.x.XWarpPointer(display, ctypes.c_ulong(0), root, 0, 0, ctypes.c_uint(0), ctypes.c_uint(0), 600, 400)
        self.x.XQueryPointer(display, root, rest[0], ctypes.byref(found), *rest[1:6])
        if found.value:
            self.x.XSetInputFocus(display, found, 2, ctypes.c_ulong(0))
        self.x.XFlush(display)
        return found.value

    def _send(self, keysym, down):
        self.test.XTestFakeKeyEvent(self.display, self.x.XKeysymToKeycode(self.display, keysym), down, 0)
        self.x.XFlush(self.display)

    def press(self, *keysyms):
        for keysym in keysyms:
            self._send(keysym, True)
        for keysym in reversed(keysyms):
            self._send(keysym, False)

    def type(self, text):
        """Letters without a shift, digits and spaces."""
        for character in text:
            self.press(ord(character))


class Node:
    """One thing in the tree. Its role and states are those of when it was met."""

    def __init__(self, accessible):
        self.accessible = accessible
        self.states = set(accessible.get_state_set().get_states())
        self.role = accessible.get_role()

    @functools.cached_property
    def name(self):
        return self.accessible.get_name()

    @functools.cached_property
    def description(self):
        return self.accessible.get_description()

    def has(self, *states):
        return all(state in self.states for state in states)

    @property
    def shows(self):
        """In sight: what is hidden and what is scrolled away look the same here."""
        return self.has(pyatspi.STATE_VISIBLE)

    def text(self):
        interface = self.accessible.get_text_iface()
        return interface.get_text(0, -1) if interface else ""

    def press(self):
        """The action that a screen reader takes for a press."""
        actions = self.accessible.get_action_iface()
        names = [actions.get_action_name(i).lower() for i in range(actions.get_n_actions())] if actions else []
        for name in ("toggle", "press"):
            if name in names:
                return actions.do_action(names.index(name))
        raise AssertionError(f"{self} cannot be pressed: {names}")

    def __repr__(self):
        return f"{self.accessible.get_role_name()} \"{self.name}\""


class Desk:
    """A store and the program on it; goes with stop()."""

    def __init__(self, bin_folder, place):
        self.bin = bin_folder
        self.place = place
        self.store = os.path.join(place, "store")
        self.secret = os.path.join(place, "passphrase")
        with open(os.open(self.secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(PASSPHRASE + "\n")
        self.program = None
        self.events = []
        self.keyboard = Keyboard()
        self.tool("demo", "--people", "3")

    def _command(self, program, *arguments):
        return ["sh", "-c", 'exec "$0" "$@" 3<"$ASSENT_TEST_KEY"', os.path.join(self.bin, program), *arguments]

    def _environment(self):
        return dict(os.environ, ASSENT_TEST_KEY=self.secret)

    def tool(self, *arguments):
        """Runs assentctl on the store; gives its JSON."""
        done = subprocess.run(self._command("assentctl", *arguments, "--json", "--store", self.store, "--passphrase-fd", "3"),
                              env=self._environment(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"assentctl {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout)

    @contextlib.contextmanager
    def writing(self):
        """Another program writes in the store all the while."""
        with open(os.path.join(self.store, "store.lock"), "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def start(self, *arguments):
        self.program = subprocess.Popen(self._command("assent", "--store", self.store, "--language", "en", *arguments),
                                        env=self._environment())
        for kind in ("focused", "checked", "showing"):
            pyatspi.Registry.registerEventListener(self._heard, "object:state-changed:" + kind)
        until(self.application, "the program appears on the bus")
        until(self.keyboard.turn_to_window, "its window")

    def stop(self):
        if self.program:
            pyatspi.Registry.deregisterEventListener(self._heard, "object:state-changed")
            self.program.terminate()
            self.program.wait()
            self.program = None

    def _heard(self, event):
        try:
            self.events.append((event.type.name, bool(event.detail1), event.source.getRole(), event.source.name))
        except GLib.Error:
            pass  # it is gone already

    def heard(self, kind, on, role=None, name=""):
        """An event of this kind that came since the list was emptied."""
        return any(event == "object:state-changed:" + kind and value == on and (role is None or role == its) and name in its_name
                   for event, value, its, its_name in self.events)

    def application(self):
        for found in pyatspi.Registry.getDesktop(0):
            if found and found.name and found.get_process_id() == self.program.pid:
                found.set_cache_mask(Atspi.Cache.NONE)
                return found
        return None

    def everything(self, shown=False):
        """The tree in its order, as it is met; what does not show as well."""
        waiting = [self.application()]
        while waiting:
            accessible = waiting.pop()
            try:
                node = Node(accessible)
                if shown and node.role != pyatspi.ROLE_APPLICATION and not node.shows:
                    continue
                children = [accessible.get_child_at_index(index) for index in range(accessible.get_child_count())]
            except (GLib.Error, LookupError):
                continue  # it went while it was looked at
            waiting += [child for child in reversed(children) if child]
            yield node

    def nodes(self):
        """What shows."""
        return self.everything(shown=True)

    def first(self, wanted, anywhere=False):
        return next((node for node in (self.everything() if anywhere else self.nodes()) if wanted(node)), None)

    def find(self, role, name=None, anywhere=False):
        """In sight, or anywhere."""
        return self.first(lambda node: node.role == role and name in (None, node.name), anywhere)

    def field(self):
        return self.first(lambda node: node.has(pyatspi.STATE_EDITABLE))

    def unlock(self):
        until(self.field, "the field for the passphrase")
        self.keyboard.type(PASSPHRASE)
        self.keyboard.press(RETURN)
        until(lambda: self.find(pyatspi.ROLE_PAGE_TAB, "Choices"), "the rail")
