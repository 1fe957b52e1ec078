#pragma once

#include "base/uuid.h"
#include "crypto/secret.h"

#include <QSize>
#include <QString>

#include <filesystem>
#include <optional>

namespace assent::ui {

/// What the command line asked for.
struct Options
{
    std::filesystem::path store;
    std::string hubUrl;
    std::optional<SubjectId> subject;
    int passphraseFd = -1;
    QString language; ///< empty: as the preferences say
    int theme = -1;   ///< Theme::Mode; -1: as the preferences say
    QString tour;     ///< a folder for pictures; empty: no tour
    QSize size = {1280, 800};
    int text = 0;     ///< per cent; 0: as the preferences say
    bool gallery = false;
    bool measure = false;
};

/// Reads the arguments; `help` and `version` are answered at once and end the
/// program, as a wrong call does (exit code 2).
Options readOptions(const QStringList &arguments);

} // namespace assent::ui
