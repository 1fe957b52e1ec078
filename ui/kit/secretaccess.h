#pragma once

namespace assent::ui {

// Makes every PasswordField tell assistive tools its name and state and never
// what was typed. Qt 6.4 hands the plain text of a password field to whoever
// asks on the accessibility bus. Once per process is enough.
void hideSecretsFromAccessibility();

} // namespace assent::ui
