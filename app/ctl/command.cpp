#include "command.h"

namespace assent::ctl {

Command::Command(CLI::App &parent, const std::string &name, const std::string &description, const std::string &examples)
    : m_app(parent.add_subcommand(name, description))
{
    m_app->footer("Examples:\n" + examples);
}

CLI::Validator quietly(CLI::Validator check) { return check.description(""); }

CLI::App &addGroup(CLI::App &parent, const std::string &name, const std::string &description)
{
    CLI::App *group = parent.add_subcommand(name, description);
    group->require_subcommand(1);
    group->footer("\"assentctl " + name + " COMMAND --help\" shows a command's options and examples.");
    return *group;
}

} // namespace assent::ctl
