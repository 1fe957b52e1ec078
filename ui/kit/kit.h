#pragma once

class QQmlEngine;

namespace assent::ui {

class Theme;

// Makes `import Assent.Kit` work in `engine`: adds the import path
// qrc:/qt/qml, registers the fonts, makes them the application's font and sets
// the Basic style for whatever the kit does not draw, and keeps what is typed
// into a PasswordField from the accessibility bus.
// Call it on the GUI thread, after QGuiApplication exists and before the first
// QML file is loaded. Calling it for a further engine is fine.
void initialiseKit(QQmlEngine &engine);

// The theme that the components of `engine` read; owned by the engine.
// Holds after initialiseKit(engine).
[[nodiscard]] Theme &themeOf(QQmlEngine &engine);

} // namespace assent::ui
