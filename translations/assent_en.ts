<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AskPage</name>
    <message numerus="yes">
        <source>%n question(s) open</source>
        <translation>
            <numerusform>%n question open</numerusform>
            <numerusform>%n questions open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <extracomment>How many things were found</extracomment>
        <translation>
            <numerusform>%Ln result</numerusform>
            <numerusform>%Ln results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeadlineBadge</name>
    <message numerus="yes">
        <source>Due in %n days</source>
        <extracomment>%n is always 2 or more</extracomment>
        <translation>
            <numerusform>Due in %n day</numerusform>
            <numerusform>Due in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>Overdue by %n day</numerusform>
            <numerusform>Overdue by %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryHeader</name>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message numerus="yes">
        <source>of %n choice(s) allowed</source>
        <extracomment>After a figure: how many choices are allowed, of %n in all</extracomment>
        <translation>
            <numerusform>of %n choice allowed</numerusform>
            <numerusform>of %n choices allowed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message numerus="yes">
        <source>Locking in %n second(s). Press a key or move the pointer to stay.</source>
        <translation>
            <numerusform>Locking in %n second. Press a key or move the pointer to stay.</numerusform>
            <numerusform>Locking in %n seconds. Press a key or move the pointer to stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewsQuestion</name>
    <message numerus="yes">
        <source>The organisation&apos;s system has news about at least %Ln of %1 people</source>
        <extracomment>%n people would be changed, at least, of the %1 people in this store</extracomment>
        <translation>
            <numerusform>The organisation&apos;s system has news about at least %Ln of %1 people</numerusform>
            <numerusform>The organisation&apos;s system has news about at least %Ln of %1 people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>Sending %n change</numerusform>
            <numerusform>Sending %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to send</source>
        <translation>
            <numerusform>%n waiting to send</numerusform>
            <numerusform>%n waiting to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n waiting</source>
        <translation>
            <numerusform>Offline, %n waiting</numerusform>
            <numerusform>Offline, %n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assent::ui::ChoicesModel</name>
    <message numerus="yes">
        <source>Undone: %n choice(s) are as they were.</source>
        <translation>
            <numerusform>Undone: %n choice is as it was.</numerusform>
            <numerusform>Undone: %n choices are as they were.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assent::ui::DevicesModel</name>
    <message numerus="yes">
        <source>%Ln decision(s)</source>
        <extracomment>How many choices were made on a device</extracomment>
        <translation>
            <numerusform>%Ln decision</numerusform>
            <numerusform>%Ln decisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assent::ui::ErasureModel</name>
    <message numerus="yes">
        <source>%Ln value(s) held about you</source>
        <translation>
            <numerusform>%Ln value held about you</numerusform>
            <numerusform>%Ln values held about you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identifier(s)</source>
        <extracomment>Such as e-mail addresses and customer numbers</extracomment>
        <translation>
            <numerusform>%n identifier</numerusform>
            <numerusform>%n identifiers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what you said in %Ln decision(s)</source>
        <extracomment>Goes with an erasure</extracomment>
        <translation>
            <numerusform>what you said in %Ln decision</numerusform>
            <numerusform>what you said in %Ln decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the record of %Ln notice(s) shown to you</source>
        <translation>
            <numerusform>the record of %Ln notice shown to you</numerusform>
            <numerusform>the record of %Ln notices shown to you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Backups are destroyed after %n day(s) at the latest. One that is put back before that is erased again.</source>
        <translation>
            <numerusform>Backups are destroyed after %n day at the latest. One that is put back before that is erased again.</numerusform>
            <numerusform>Backups are destroyed after %n days at the latest. One that is put back before that is erased again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) still go to %1.</source>
        <translation>
            <numerusform>%n withdrawal still goes to %1.</numerusform>
            <numerusform>%n withdrawals still go to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assent::ui::ExportModel</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <extracomment>%n files of altogether %1, such as &quot;3.2 MB&quot;</extracomment>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assent::ui::HomeModel</name>
    <message numerus="yes">
        <source>%n change(s) waiting to send</source>
        <translation>
            <numerusform>%n change waiting to send</numerusform>
            <numerusform>%n changes waiting to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were not accepted</source>
        <translation>
            <numerusform>%n change was not accepted</numerusform>
            <numerusform>%n changes were not accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n source(s)</source>
        <comment>facts come from so many sources</comment>
        <translation>
            <numerusform>from %n source</numerusform>
            <numerusform>from %n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assent::ui::SyncJob</name>
    <message numerus="yes">
        <source>%Ln change(s) were applied.</source>
        <translation>
            <numerusform>%Ln change was applied.</numerusform>
            <numerusform>%Ln changes were applied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %Ln change(s). The rest comes with a later sync.</source>
        <translation>
            <numerusform>Stopped after %Ln change. The rest comes with a later sync.</numerusform>
            <numerusform>Stopped after %Ln changes. The rest comes with a later sync.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) so far.</source>
        <translation>
            <numerusform>%Ln change so far.</numerusform>
            <numerusform>%Ln changes so far.</numerusform>
        </translation>
    </message>
</context>
</TS>
