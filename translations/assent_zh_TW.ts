<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AppShell</name>
    <message>
        <source>Close the side panel</source>
        <translation>關閉側邊欄</translation>
    </message>
</context>
<context>
    <name>AskCard</name>
    <message>
        <source>If you allow it</source>
        <translation>如果您允許</translation>
    </message>
    <message>
        <source>If you do not allow it</source>
        <translation>如果您不允許</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍後決定</translation>
    </message>
    <message>
        <source>It stays off, and you are not asked again for 30 days.</source>
        <translation>維持未允許，30 天內不再徵詢。</translation>
    </message>
    <message>
        <source>You allowed this.</source>
        <translation>您已允許此項。</translation>
    </message>
    <message>
        <source>You did not allow this.</source>
        <translation>您未允許此項。</translation>
    </message>
    <message>
        <source>Put off. It stays off, and you are not asked again for 30 days.</source>
        <translation>已延後。維持未允許，30 天內不再徵詢。</translation>
    </message>
</context>
<context>
    <name>AskPage</name>
    <message>
        <source>This is what you are asked. To allow it, press the button again.</source>
        <translation>以上是徵詢的內容。若要允許，請再按一次按鈕。</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>變更內容</translation>
    </message>
    <message>
        <source>What you are asked</source>
        <translation>徵詢內容</translation>
    </message>
    <message>
        <source>You are asked</source>
        <translation>徵詢您的意見</translation>
    </message>
    <message>
        <source>Each question stands alone. Both answers take one press, and you can change them later under Choices.</source>
        <translation>每個問題各自獨立。兩種回答都只需按一下，之後可在「選擇」中變更。</translation>
    </message>
    <message>
        <source>Nothing is asked of you now.</source>
        <translation>目前沒有需要您回答的問題。</translation>
    </message>
    <message>
        <source>See and change choices</source>
        <translation>查看與變更選擇</translation>
    </message>
    <message>
        <source>All of them are settled.</source>
        <translation>全部都已處理。</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) open</source>
        <translation>
            <numerusform>%n 個問題待回答</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrokenPage</name>
    <message>
        <source>Your data on this computer is damaged</source>
        <translation>這台電腦上的資料已損毀</translation>
    </message>
    <message>
        <source>Your data cannot be opened</source>
        <translation>無法開啟您的資料</translation>
    </message>
    <message>
        <source>Part of the encrypted store on the disk is not what Assent wrote there, so it was not opened. Nothing was changed.</source>
        <translation>磁碟上的加密資料庫有一部分與 Assent 寫入的內容不符，因此沒有開啟。未做任何變更。</translation>
    </message>
    <message>
        <source>Look at what is wrong</source>
        <translation>檢查問題所在</translation>
    </message>
</context>
<context>
    <name>ChannelMatrixRow</name>
    <message>
        <source>Not used</source>
        <extracomment>A channel that this recipient does not use</extracomment>
        <translation>不使用</translation>
    </message>
</context>
<context>
    <name>ChoiceCard</name>
    <message>
        <source>Needs your word again</source>
        <translation>需要您再次決定</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>How many of the purpose&apos;s choices are allowed</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>This happens unless you object. One press is enough, and you need no reason.</source>
        <translation>除非您反對，否則會進行。按一下即可，不需要理由。</translation>
    </message>
</context>
<context>
    <name>ChoicePair</name>
    <message>
        <source>Allow</source>
        <translation>允許</translation>
    </message>
    <message>
        <source>Do not allow</source>
        <translation>不允許</translation>
    </message>
</context>
<context>
    <name>ChoicesPage</name>
    <message>
        <source>What you are asked</source>
        <translation>徵詢內容</translation>
    </message>
    <message>
        <source>This is what you are asked. To allow it, press the switch again.</source>
        <translation>以上是徵詢的內容。若要允許，請再按一次開關。</translation>
    </message>
    <message>
        <source>What %1 may do</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 可以做什麼</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Nothing happens without your word. One press allows, one press withdraws.</source>
        <translation>未經您同意，什麼都不會發生。按一下允許，按一下撤回。</translation>
    </message>
    <message>
        <source>There is nothing to choose here.</source>
        <translation>這裡沒有可選擇的項目。</translation>
    </message>
    <message>
        <source>Withdraw everything optional</source>
        <translation>撤回所有非必要項目</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>全部收合</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>全部展開</translation>
    </message>
</context>
<context>
    <name>ClosedPage</name>
    <message>
        <source>These data were kept on this computer only.</source>
        <translation>這些資料原本只保存在這台電腦上。</translation>
    </message>
    <message>
        <source>The organisation&apos;s system has not heard of it yet. It is told as soon as it can be reached; leave Assent open until then.</source>
        <translation>組織的系統尚未得知。一旦可以連上就會通知；在那之前請讓 Assent 保持開啟。</translation>
    </message>
    <message>
        <source>The organisation&apos;s system has erased them too, and tells every computer that it is synced with.</source>
        <translation>組織的系統也已刪除這些資料，並會通知每一台與其同步的電腦。</translation>
    </message>
    <message>
        <source>Your account is erased</source>
        <translation>您的帳戶已刪除</translation>
    </message>
    <message>
        <source>Everything held about you here was erased: %1.</source>
        <extracomment>%1 is a time, or a date with a time</extracomment>
        <translation>此處關於您的所有資料皆已刪除：%1。</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <extracomment>%1 is a short code to quote</extracomment>
        <translation>參考編號：%1</translation>
    </message>
    <message>
        <source>What stays is a sealed record that somebody was erased. Nobody can tell from it who it was.</source>
        <translation>僅保留一筆封存紀錄，證明曾刪除某人的資料；任何人都無法從中得知是誰。</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>鎖定</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Nothing found.</source>
        <translation>找不到任何項目。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <extracomment>How many things were found</extracomment>
        <translation>
            <numerusform>%Ln 筆結果</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Continue</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ConflictChoice</name>
    <message>
        <source>Different values are held. Choose which is right.</source>
        <translation>目前存有不同的內容，請選擇正確的一項。</translation>
    </message>
    <message>
        <source>This is right</source>
        <translation>這個正確</translation>
    </message>
</context>
<context>
    <name>ConsentSwitch</name>
    <message>
        <source>Allowed</source>
        <extracomment>State of a choice: the person has allowed it</extracomment>
        <translation>已允許</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <extracomment>State of a choice: the person has not allowed it</extracomment>
        <translation>未允許</translation>
    </message>
</context>
<context>
    <name>DeadlineBadge</name>
    <message>
        <source>Paused</source>
        <extracomment>Deadline: the clock is stopped</extracomment>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>Due tomorrow</source>
        <translation>明天到期</translation>
    </message>
    <message>
        <source>Overdue by 1 day</source>
        <translation>逾期 1 天</translation>
    </message>
    <message numerus="yes">
        <source>Due in %n days</source>
        <extracomment>%n is always 2 or more</extracomment>
        <translation>
            <numerusform>%n 天後到期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Overdue by %n days</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceCard</name>
    <message>
        <source>Devices</source>
        <translation>裝置</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>[added: %1]</source>
        <translation>〔新增：%1〕</translation>
    </message>
    <message>
        <source>[removed: %1]</source>
        <translation>〔刪除：%1〕</translation>
    </message>
</context>
<context>
    <name>EraseCard</name>
    <message>
        <source>Your account is kept. Nothing was erased.</source>
        <translation>您的帳戶予以保留，未刪除任何資料。</translation>
    </message>
    <message>
        <source>Erase your account?</source>
        <translation>要刪除您的帳戶嗎？</translation>
    </message>
    <message>
        <source>You can cancel until %1. After that this cannot be undone.</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>您可以在 %1 之前取消。之後無法復原。</translation>
    </message>
    <message>
        <source>Assent erases the first time it is open after that. Until then nothing changes.</source>
        <translation>Assent 會在該時間之後第一次開啟時刪除。在那之前一切不變。</translation>
    </message>
    <message>
        <source>Sign in again: passphrase or recovery code</source>
        <translation>請再次登入：通行碼或救援碼</translation>
    </message>
    <message>
        <source>Sign in with this computer&apos;s keychain</source>
        <translation>使用這台電腦的鑰匙圈登入</translation>
    </message>
    <message>
        <source>Erase account</source>
        <translation>刪除帳戶</translation>
    </message>
    <message>
        <source>Keep account</source>
        <translation>保留帳戶</translation>
    </message>
    <message>
        <source>Your account will be erased after %1</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>您的帳戶將在 %1 之後刪除</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>參考編號</translation>
    </message>
    <message>
        <source>Asked for on</source>
        <translation>提出日期</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>接下來</translation>
    </message>
    <message>
        <source>You can keep the account until then. Assent erases the first time it is open after that, and shows this reference.</source>
        <translation>在那之前您可以保留帳戶。Assent 會在該時間之後第一次開啟時刪除，並顯示此編號。</translation>
    </message>
</context>
<context>
    <name>ErrorSummary</name>
    <message>
        <source>There is a problem</source>
        <translation>發生問題</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>This is no longer there. Nothing was changed.</source>
        <translation>這個項目已不存在。未做任何變更。</translation>
    </message>
    <message>
        <source>Something changed in the meantime. Look again and decide anew.</source>
        <translation>期間內容已有變動，請重新查看後再決定。</translation>
    </message>
    <message>
        <source>This is not permitted. Nothing was changed.</source>
        <translation>不允許此操作。未做任何變更。</translation>
    </message>
    <message>
        <source>Your data is locked. Unlock it and try again.</source>
        <translation>您的資料已鎖定，請解鎖後再試一次。</translation>
    </message>
    <message>
        <source>Part of your data on this computer is damaged. Restore a backup.</source>
        <translation>這台電腦上的部分資料已損毀，請還原備份。</translation>
    </message>
    <message>
        <source>This computer could not write or read the data. Check that the disk has free space.</source>
        <translation>這台電腦無法寫入或讀取資料，請確認磁碟仍有可用空間。</translation>
    </message>
    <message>
        <source>The other side could not be reached. It will be tried again.</source>
        <translation>無法連線至對方，稍後會再試。</translation>
    </message>
    <message>
        <source>The other side gave an answer that was not understood. It will be tried again.</source>
        <translation>對方的回應無法辨識，稍後會再試。</translation>
    </message>
    <message>
        <source>This value cannot be used. Check it and try again.</source>
        <translation>無法使用這個內容，請檢查後再試一次。</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>已停止。未做任何變更。</translation>
    </message>
    <message>
        <source>This data was written by a newer version of Assent. Update Assent to open it.</source>
        <translation>這份資料由較新版本的 Assent 寫入，請更新 Assent 後再開啟。</translation>
    </message>
    <message>
        <source>That passphrase or recovery code is not right. Check capital letters and the keyboard layout.</source>
        <translation>通行碼或救援碼不正確，請檢查大小寫與鍵盤配置。</translation>
    </message>
    <message>
        <source>This store has neither a passphrase nor a recovery code. Use the keychain.</source>
        <translation>這個資料庫沒有設定通行碼或救援碼，請使用鑰匙圈。</translation>
    </message>
    <message>
        <source>The keychain shows no key for your data: the entry is missing, or the keychain is still locked. Type your passphrase or recovery code.</source>
        <translation>鑰匙圈中找不到您資料的金鑰：項目不存在，或鑰匙圈仍處於鎖定狀態。請輸入通行碼或救援碼。</translation>
    </message>
    <message>
        <source>The keychain is locked or refused access, or its key does not fit your data. Type your passphrase or recovery code.</source>
        <translation>鑰匙圈已鎖定或拒絕存取，或其中的金鑰不適用於您的資料。請輸入通行碼或救援碼。</translation>
    </message>
    <message>
        <source>The key in the keychain cannot be read. Type your passphrase or recovery code.</source>
        <translation>無法讀取鑰匙圈中的金鑰。請輸入通行碼或救援碼。</translation>
    </message>
    <message>
        <source>The keychain does not answer, or there is none on this computer. Type your passphrase or recovery code.</source>
        <translation>鑰匙圈沒有回應，或這台電腦沒有鑰匙圈。請輸入通行碼或救援碼。</translation>
    </message>
    <message>
        <source>This looks like a recovery code that was copied wrongly. Compare it with your sheet, group by group.</source>
        <translation>這看起來是抄錯的救援碼，請逐組與您的紙本核對。</translation>
    </message>
    <message>
        <source>This copy is damaged or was changed. Nothing was restored. Choose another copy.</source>
        <translation>這份備份已損毀或遭到更動，沒有還原任何內容。請選擇另一份備份。</translation>
    </message>
    <message>
        <source>Something else is at work on the copies of this store. Nothing was restored. Try again in a moment.</source>
        <translation>目前有其他作業正在處理這個資料庫的備份，沒有還原任何內容。請稍後再試。</translation>
    </message>
    <message>
        <source>This copy is no longer there. Nothing was restored.</source>
        <translation>這份備份已不存在，沒有還原任何內容。</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>A copy of my data</source>
        <translation>我的資料副本</translation>
    </message>
    <message>
        <source>One ZIP file with everything held about you: readable pages, tables, your choices with their receipts, and a signed list of it all.</source>
        <translation>一個 ZIP 檔，包含所有關於您的資料：可閱讀的頁面、表格、您的選擇及其收據，以及附簽章的清單。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暫時不要</translation>
    </message>
    <message>
        <source>Your data is being collected and sealed.</source>
        <translation>正在彙整並封存您的資料。</translation>
    </message>
    <message>
        <source>Making the copy</source>
        <translation>正在製作副本</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Your copy is ready.</source>
        <translation>您的副本已完成。</translation>
    </message>
    <message>
        <source>%1. It is %2 in %3.</source>
        <extracomment>%1 is &quot;14 files, 3.2 MB&quot;, %2 a file, %3 a folder</extracomment>
        <translation>%1。檔案為 %3 中的 %2。</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>closes a card</comment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Make the copy…</source>
        <translation>製作副本…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>開啟資料夾</translation>
    </message>
</context>
<context>
    <name>ExtractPanel</name>
    <message>
        <source>A signed list of what you allowed on one day and what that rests on. Anyone can check it later, without asking anybody.</source>
        <translation>一份經簽署的清單，列出您在某一天允許的事項及其依據。日後任何人都能查驗，不必詢問任何人。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Year, month and day, such as 2026-03-20</source>
        <extracomment>2026-03-20 stays as it is: that is how the day has to be typed</extracomment>
        <translation>年、月、日，例如 2026-03-20</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存為 PDF</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>存為 JSON</translation>
    </message>
</context>
<context>
    <name>FactEditor</name>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Enter saves, Esc leaves it as it was.</source>
        <translation>按 Enter 儲存，按 Esc 保持原樣。</translation>
    </message>
</context>
<context>
    <name>FactPanel</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>What other sources say</source>
        <translation>其他來源的內容</translation>
    </message>
    <message>
        <source>The same value</source>
        <translation>內容相同</translation>
    </message>
    <message>
        <source>You can change what you told yourself. This comes from %1.</source>
        <extracomment>Why a fact cannot be changed here: %1 is a source</extracomment>
        <translation>您可以修改自己提供的內容；這項資料來自%1。</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>From %1, %2. %3.</source>
        <extracomment>Read out for a fact: %1 is a source, %2 a date, %3 &quot;Kept until 3 May 2027&quot;</extracomment>
        <translation>來自%1，%2。%3。</translation>
    </message>
    <message>
        <source>For: %1</source>
        <extracomment>What a fact is used for: %1 is &quot;Orders and delivery&quot;</extracomment>
        <translation>用途：%1</translation>
    </message>
    <message>
        <source>Values differ</source>
        <translation>內容不一致</translation>
    </message>
</context>
<context>
    <name>FindSheet</name>
    <message>
        <source>Find a command, your data, an organisation</source>
        <translation>尋找指令、您的資料或組織</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>This store does not say whose it is</source>
        <translation>這個資料庫沒有註明屬於誰</translation>
    </message>
    <message>
        <source>Welcome to Assent</source>
        <translation>歡迎使用 Assent</translation>
    </message>
    <message>
        <source>It is open, but nobody in it is named as the person at this computer.</source>
        <translation>資料庫已開啟，但其中沒有指定使用這台電腦的人。</translation>
    </message>
    <message>
        <source>Assent shows what organisations know about you and what they may do with it. It keeps everything encrypted on this computer. There is no store here yet.</source>
        <translation>Assent 讓您看見各組織知道您哪些事、可以如何使用。所有內容都加密保存在這台電腦上。這裡還沒有資料庫。</translation>
    </message>
    <message>
        <source>Start with an empty store</source>
        <translation>從空白的資料庫開始</translation>
    </message>
    <message>
        <source>Or look around with made-up people</source>
        <translation>或用虛構人物的資料四處看看</translation>
    </message>
    <message>
        <source>Start Assent with the id of the person</source>
        <translation>以該人員的識別碼啟動 Assent</translation>
    </message>
    <message>
        <source>Run the command in a terminal, then start Assent again.</source>
        <translation>請在終端機執行指令，然後重新啟動 Assent。</translation>
    </message>
</context>
<context>
    <name>FlowNode</name>
    <message>
        <source>Comes from: %1</source>
        <translation>來自：%1</translation>
    </message>
    <message>
        <source>Leads to: %1</source>
        <translation>通往：%1</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>%1 (optional)</source>
        <extracomment>A form label whose field may stay empty: %1 is the label</extracomment>
        <translation>%1（選填）</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>鎖定</translation>
    </message>
</context>
<context>
    <name>HistoryHeader</name>
    <message>
        <source>What happened</source>
        <translation>發生過的事</translation>
    </message>
    <message>
        <source>Every change of your choices, with who made it. Nothing is ever removed from this list.</source>
        <translation>您每一次選擇的變動，以及由誰變更。這份清單從不刪除任何紀錄。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all events</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>events that allowed something</comment>
        <translation>已允許</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <comment>events that withdrew something</comment>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>By others</source>
        <comment>events by someone else</comment>
        <translation>由他人</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>events not sent yet</comment>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Find in history</source>
        <translation>在紀錄中尋找</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s)</source>
        <translation>
            <numerusform>%Ln 筆紀錄</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>目前沒有任何紀錄。</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>沒有符合的紀錄。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>顯示全部</translation>
    </message>
    <message>
        <source>Save an extract…</source>
        <extracomment>A signed list of what was allowed on one day</extracomment>
        <translation>儲存摘錄…</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>歷史紀錄</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收據</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>摘錄</translation>
    </message>
</context>
<context>
    <name>HolderCard</name>
    <message>
        <source>Withdraw all of it</source>
        <translation>全部撤回</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Hello, %1</source>
        <extracomment>%1 is the person&apos;s name</extracomment>
        <translation>%1，您好</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首頁</translation>
    </message>
    <message>
        <source>What %1 may do with your data, and what it did.</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 可以如何使用您的資料，以及做過哪些事。</translation>
    </message>
    <message>
        <source>Needs your attention</source>
        <translation>需要您處理</translation>
    </message>
    <message>
        <source>Nothing needs your attention.</source>
        <translation>沒有需要您處理的事項。</translation>
    </message>
    <message numerus="yes">
        <source>of %n choice(s) allowed</source>
        <extracomment>After a figure: how many choices are allowed, of %n in all</extracomment>
        <translation>
            <numerusform>項已允許，共 %n 項選擇</numerusform>
        </translation>
    </message>
    <message>
        <source>See and change choices</source>
        <translation>查看與變更選擇</translation>
    </message>
    <message>
        <source>facts about you, %1</source>
        <extracomment>After a figure: how many facts; %1 is &quot;from 3 sources&quot;</extracomment>
        <translation>項關於您的資料，%1</translation>
    </message>
    <message>
        <source>See my data</source>
        <translation>查看我的資料</translation>
    </message>
    <message>
        <source>entries in your history</source>
        <translation>筆歷史紀錄</translation>
    </message>
    <message>
        <source>See the history</source>
        <translation>查看歷史紀錄</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>目前沒有任何紀錄。</translation>
    </message>
</context>
<context>
    <name>JobButton</name>
    <message>
        <source>Work in progress: %1</source>
        <extracomment>%1 is how many pieces of work run or have ended and were not looked at</extracomment>
        <translation>進行中的工作：%1</translation>
    </message>
    <message>
        <source>Something failed. Work that has ended: %1</source>
        <extracomment>%1 is how many pieces of work have ended and were not looked at</extracomment>
        <translation>有工作失敗。已結束的工作：%1</translation>
    </message>
    <message>
        <source>Work that has ended: %1</source>
        <extracomment>%1 is how many pieces of work have ended and were not looked at</extracomment>
        <translation>已結束的工作：%1</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <extracomment>Takes a piece of work that has ended off a list; its file stays</extracomment>
        <translation>從清單移除</translation>
    </message>
</context>
<context>
    <name>JobTray</name>
    <message>
        <source>Work in progress</source>
        <translation>進行中的工作</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>目前沒有進行中的工作。</translation>
    </message>
    <message>
        <source>Remove all that have ended</source>
        <translation>移除所有已結束的項目</translation>
    </message>
    <message>
        <source>Something failed</source>
        <extracomment>How several pieces of work ended</extracomment>
        <translation>有工作失敗</translation>
    </message>
    <message>
        <source>Ended</source>
        <extracomment>How several pieces of work ended: not all were finished</extracomment>
        <translation>已結束</translation>
    </message>
    <message>
        <source>All done</source>
        <extracomment>How several pieces of work ended</extracomment>
        <translation>全部完成</translation>
    </message>
</context>
<context>
    <name>KitButton</name>
    <message>
        <source>Working…</source>
        <translation>處理中…</translation>
    </message>
</context>
<context>
    <name>KitScrollBar</name>
    <message>
        <source>Scroll up and down</source>
        <translation>上下捲動</translation>
    </message>
    <message>
        <source>Scroll sideways</source>
        <translation>左右捲動</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Unlock with this computer&apos;s keychain</source>
        <translation>使用這台電腦的鑰匙圈解鎖</translation>
    </message>
    <message>
        <source>Your data is encrypted on this computer and stays closed until you unlock it.</source>
        <translation>您的資料已加密保存在這台電腦上，在您解鎖之前都不會開啟。</translation>
    </message>
    <message>
        <source>Do not wait for the keychain</source>
        <translation>不等待鑰匙圈</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Locked.</source>
        <extracomment>%1 is the person&apos;s name</extracomment>
        <translation>已鎖定</translation>
    </message>
    <message>
        <source>Locked. Unlock as %1.</source>
        <translation>已鎖定。以 %1 的身分解鎖。</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>解鎖中…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解鎖</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>通行碼或救援碼</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message numerus="yes">
        <source>Locking in %n second(s). Press a key or move the pointer to stay.</source>
        <translation>
            <numerusform>%n 秒後鎖定。按任意鍵或移動游標即可繼續。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MyDataPage</name>
    <message>
        <source>Saved: %1</source>
        <extracomment>%1 is a field: &quot;Phone&quot;</extracomment>
        <translation>已儲存：%1</translation>
    </message>
    <message>
        <source>What is known about you</source>
        <translation>關於您的資料</translation>
    </message>
    <message>
        <source>Each entry says where it came from, what it is for and until when it is kept.</source>
        <translation>每一項都註明來源、用途與保存期限。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A category and how many facts it holds: &quot;About you (4)&quot;</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Nothing is known about you here.</source>
        <translation>這裡沒有關於您的資料。</translation>
    </message>
</context>
<context>
    <name>NavRail</name>
    <message>
        <source>Assent</source>
        <translation>Assent</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁面</translation>
    </message>
</context>
<context>
    <name>NavRailItem</name>
    <message>
        <source>%1, %2 waiting</source>
        <extracomment>Name of a page in the rail with what waits there: %1 page, %2 a count</extracomment>
        <translation>%1，%2 項待處理</translation>
    </message>
</context>
<context>
    <name>NewsQuestion</name>
    <message numerus="yes">
        <source>The organisation&apos;s system has news about at least %Ln of %1 people</source>
        <extracomment>%n people would be changed, at least, of the %1 people in this store</extracomment>
        <translation>
            <numerusform>組織的系統有新資料，至少涉及 %1 人中的 %Ln 人</numerusform>
        </translation>
    </message>
    <message>
        <source>That is much at once, so nothing is applied until you decide. Withdrawals are sent in any case; what you allow waits.</source>
        <translation>一次變動很多，因此在您決定之前不會套用。撤回無論如何都會送出；您允許的項目則會等待。</translation>
    </message>
    <message>
        <source>Apply the news</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>Do not apply</source>
        <translation>不套用</translation>
    </message>
</context>
<context>
    <name>NoticeChange</name>
    <message>
        <source>+ and underlined: new. − and struck through: gone.</source>
        <translation>「+」與底線：新增。「−」與刪除線：刪去。</translation>
    </message>
</context>
<context>
    <name>NoticePanel</name>
    <message>
        <source>If you allow it</source>
        <translation>如果您允許</translation>
    </message>
    <message>
        <source>If you do not allow it</source>
        <translation>如果您不允許</translation>
    </message>
    <message>
        <source>Show it as served</source>
        <translation>照原樣顯示</translation>
    </message>
</context>
<context>
    <name>NoticeSheet</name>
    <message>
        <source>Notice</source>
        <translation>告知書</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256)</source>
        <extracomment>The SHA-256 of a notice&apos;s text</extracomment>
        <translation>指紋（SHA-256）</translation>
    </message>
    <message>
        <source>The viewer cannot start here, so this is the exact text without any layout.</source>
        <translation>檢視器無法在這裡啟動，因此以下是未經排版的完整原文。</translation>
    </message>
    <message>
        <source>This computer does not have the text any more, only its fingerprint.</source>
        <translation>這部電腦已沒有這份文字，只留有它的指紋。</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <extracomment>Saves a notice as a PDF file</extracomment>
        <translation>存為 PDF</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>複製指紋</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已複製。</translation>
    </message>
</context>
<context>
    <name>OrganisationsPage</name>
    <message>
        <source>Who has your data</source>
        <translation>誰持有您的資料</translation>
    </message>
    <message>
        <source>Where it comes from, what it is used for, and who gets it.</source>
        <translation>資料的來源、用途與接收者。</translation>
    </message>
    <message>
        <source>Nobody holds data about you here.</source>
        <translation>這裡沒有任何人持有您的資料。</translation>
    </message>
    <message>
        <source>The way of your data</source>
        <translation>資料的流向</translation>
    </message>
    <message>
        <source>Point at a box, or walk with the arrow keys, to see what it is linked to. A broken line is a way that you do not allow. The list below says the same.</source>
        <translation>指向方塊或以方向鍵移動，即可看到其關聯。虛線是您未允許的流向。下方清單的內容相同。</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a source of data</comment>
        <translation>來源</translation>
    </message>
    <message>
        <source>For</source>
        <comment>a purpose</comment>
        <translation>用途</translation>
    </message>
    <message>
        <source>To</source>
        <comment>a recipient</comment>
        <translation>接收者</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Hide the text</source>
        <translation>隱藏文字</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>顯示文字</translation>
    </message>
</context>
<context>
    <name>ProvenanceChip</name>
    <message>
        <source>%1, %2</source>
        <extracomment>A value&apos;s origin: %1 is the source, %2 a date</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>From: %1</source>
        <extracomment>Read out for the origin of a value: %1 is &quot;web form, 3 March 2024&quot;</extracomment>
        <translation>來源：%1</translation>
    </message>
</context>
<context>
    <name>PurposeCard</name>
    <message>
        <source>Open.</source>
        <translation>已展開。</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>已收合。</translation>
    </message>
</context>
<context>
    <name>ReceiptPanel</name>
    <message>
        <source>This receipt is yours to keep. Anyone can check it later, without this program and without asking anybody.</source>
        <translation>這份收據由您保存。日後任何人都能查驗，不需要本程式，也不必詢問任何人。</translation>
    </message>
    <message>
        <source>Check this receipt</source>
        <translation>查驗此收據</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <extracomment>Saves a receipt as a PDF file</extracomment>
        <translation>存為 PDF</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <extracomment>Saves a receipt as a JSON file, which other programs can read and check</extracomment>
        <translation>存為 JSON</translation>
    </message>
    <message>
        <source>Show this notice as served</source>
        <translation>照原樣顯示這份告知書</translation>
    </message>
</context>
<context>
    <name>RequestsPage</name>
    <message>
        <source>Your rights</source>
        <translation>您的權利</translation>
    </message>
    <message>
        <source>What you may demand, and where to begin. You need no reason for any of it.</source>
        <translation>您可以要求的事項與著手之處。任何一項都不需要理由。</translation>
    </message>
    <message>
        <source>A copy of my data</source>
        <translation>我的資料副本</translation>
    </message>
    <message>
        <source>Everything held about you, in one file that you can read and take elsewhere.</source>
        <translation>所有關於您的資料，集於一個可閱讀、可帶走的檔案。</translation>
    </message>
    <message>
        <source>Get a copy</source>
        <translation>取得副本</translation>
    </message>
    <message>
        <source>Correct my data</source>
        <translation>更正我的資料</translation>
    </message>
    <message>
        <source>Change what you told yourself, and settle what sources hold differently.</source>
        <translation>變更您自己提供的內容，並解決各來源之間的差異。</translation>
    </message>
    <message>
        <source>See and correct</source>
        <translation>查看與更正</translation>
    </message>
    <message>
        <source>Object or withdraw</source>
        <translation>反對或撤回</translation>
    </message>
    <message>
        <source>Stop a use of your data. It holds at once, on this computer and everywhere it is sent.</source>
        <translation>停止某項資料用途。立即生效，在這台電腦及資料送達的各處皆然。</translation>
    </message>
    <message>
        <source>See and stop</source>
        <translation>查看與停止</translation>
    </message>
    <message>
        <source>Know who has it</source>
        <translation>了解誰持有資料</translation>
    </message>
    <message>
        <source>Which organisations hold or receive your data, from where, why and for how long.</source>
        <translation>哪些組織持有或接收您的資料、來源、原因與期限。</translation>
    </message>
    <message>
        <source>See organisations</source>
        <translation>查看組織</translation>
    </message>
    <message>
        <source>Erase my account</source>
        <translation>刪除我的帳戶</translation>
    </message>
    <message>
        <source>See what goes</source>
        <translation>查看將刪除的內容</translation>
    </message>
    <message>
        <source>Everything held about you goes for good. You have time to change your mind.</source>
        <translation>所有關於您的資料將永久刪除。您仍有時間改變主意。</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>There is no copy in the store&apos;s folder. If you keep one elsewhere, put it back with the command below.</source>
        <translation>資料庫的資料夾中沒有備份。如果您在別處保存了備份，請以下方指令還原。</translation>
    </message>
    <message>
        <source>The newest copy is from %1.</source>
        <extracomment>%1 is a date, a time and a size: &quot;3 March 2026, 14:02 (2.1 GB)&quot;</extracomment>
        <translation>最新的備份：%1。</translation>
    </message>
    <message>
        <source>What was recorded here after a copy was made is not in it. What had been sent comes back with the next sync. The damaged store is kept beside for 30 days.</source>
        <translation>備份之後在這裡記錄的內容不在備份中；已送出的內容會在下次同步時取回。損毀的資料庫會另外保留 30 天。</translation>
    </message>
    <message>
        <source>Copy to restore</source>
        <translation>要還原的備份</translation>
    </message>
    <message>
        <source>Passphrase or recovery code</source>
        <translation>通行碼或救援碼</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>開啟備份</translation>
    </message>
    <message>
        <source>Copy and check</source>
        <translation>複製並檢查</translation>
    </message>
    <message>
        <source>Restore this copy</source>
        <translation>還原這份備份</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Restore a copy from elsewhere</source>
        <translation>還原存放在別處的備份</translation>
    </message>
</context>
<context>
    <name>SaveSheet</name>
    <message>
        <source>Save the file</source>
        <extracomment>The heading of the question where a file is to be saved</extracomment>
        <translation>儲存檔案</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>檔案名稱</translation>
    </message>
    <message>
        <source>Folder for the file</source>
        <translation>檔案存放資料夾</translation>
    </message>
    <message>
        <source>Anyone who gets the file can read it. Choose a place that only you can open.</source>
        <translation>取得檔案的人都能閱讀內容，請選擇只有您能開啟的位置。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SavingLine</name>
    <message>
        <source>Open the folder</source>
        <translation>開啟資料夾</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜尋</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>These settings stay on this computer and hold at once.</source>
        <translation>這些設定只存在這台電腦上，並立即生效。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Words, dates and numbers. Notices are shown in this language where it exists.</source>
        <translation>文字、日期與數字。告知書若有此語言的版本，也會以此語言顯示。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主題</translation>
    </message>
    <message>
        <source>As the system</source>
        <comment>theme</comment>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>theme</comment>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>theme</comment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>A text size; %1 is a number</extracomment>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>減少動態效果</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>鎖定</translation>
    </message>
    <message>
        <source>Locking closes the encrypted store. What waits to be sent is kept and goes out after the next unlocking.</source>
        <translation>鎖定會關閉加密的資料庫。等待傳送的內容會保留，並在下次解鎖後送出。</translation>
    </message>
    <message>
        <source>Lock when nobody is here</source>
        <translation>無人使用時鎖定</translation>
    </message>
    <message>
        <source>You are told 20 seconds before.</source>
        <translation>鎖定前 20 秒會先通知您。</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>lock</comment>
        <translation>永不</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>%n 分鐘後</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即鎖定</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>快速鍵</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading…</source>
        <translation>載入中…</translation>
    </message>
</context>
<context>
    <name>StackedBar</name>
    <message>
        <source>%1 of %2 allowed</source>
        <extracomment>%1 and %2 are counts: 3 of 8 allowed</extracomment>
        <translation>%2 項中已允許 %1 項</translation>
    </message>
</context>
<context>
    <name>StatusMessage</name>
    <message>
        <source>Dismiss</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>StepProgress</name>
    <message>
        <source>Done</source>
        <extracomment>%1 and %2 are counts, %3 the name of the step</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message>
        <source>On this computer only</source>
        <translation>僅存於這台電腦</translation>
    </message>
    <message numerus="yes">
        <source>Sending %n change(s)</source>
        <translation>
            <numerusform>正在傳送 %n 項變更</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for news</source>
        <translation>正在檢查更新</translation>
    </message>
    <message>
        <source>News waits for you</source>
        <extracomment>The state of the sync: much news came at once and waits for an answer</extracomment>
        <translation>有新資料待您決定</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting to send</source>
        <translation>
            <numerusform>%n 項等待傳送</numerusform>
        </translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message numerus="yes">
        <source>Offline, %n waiting</source>
        <translation>
            <numerusform>離線，%n 項等待傳送</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>News that would change many people was not applied, and what you allow waits. “Sync now” in the settings asks again.</source>
        <translation>會變動許多人的新資料未套用，您允許的項目仍在等待。設定中的「立即同步」會再次詢問。</translation>
    </message>
    <message>
        <source>Offline. Withdrawals hold at once and are sent later.</source>
        <translation>離線。撤回立即生效，稍後傳送。</translation>
    </message>
    <message>
        <source>Offline. Showing data from %1. Withdrawals hold at once and are sent later.</source>
        <extracomment>%1 is a time or a date with a time</extracomment>
        <translation>離線。顯示 %1 的資料。撤回立即生效，稍後傳送。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>時間軸</translation>
    </message>
</context>
<context>
    <name>UndoToast</name>
    <message>
        <source>Undo</source>
        <extracomment>Takes back what was just done</extracomment>
        <translation>復原</translation>
    </message>
    <message>
        <source>Receipt</source>
        <extracomment>Opens the consent receipt of what was just done</extracomment>
        <translation>收據</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>UnlockCard</name>
    <message>
        <source>Take at least 8 characters.</source>
        <translation>請至少輸入 8 個字元。</translation>
    </message>
    <message>
        <source>The two do not match.</source>
        <translation>兩次輸入不相符。</translation>
    </message>
    <message>
        <source>Ways to unlock</source>
        <translation>解鎖方式</translation>
    </message>
    <message>
        <source>The passphrase and the recovery code each open your data on this computer. Nobody else has them.</source>
        <translation>通行碼與救援碼都能開啟這台電腦上的資料，其他人都沒有。</translation>
    </message>
    <message>
        <source>The passphrase was changed. The old one opens nothing any more.</source>
        <translation>通行碼已變更，舊的通行碼不再有效。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>通行碼</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>已設定</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>救援碼</translation>
    </message>
    <message>
        <source>Not set. Without it a forgotten passphrase cannot be replaced.</source>
        <translation>未設定。沒有救援碼，忘記的通行碼就無法更換。</translation>
    </message>
    <message>
        <source>This computer&apos;s keychain</source>
        <translation>這台電腦的鑰匙圈</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>變更通行碼</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>設定通行碼</translation>
    </message>
    <message>
        <source>Make a new recovery code</source>
        <translation>製作新的救援碼</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>製作救援碼</translation>
    </message>
    <message>
        <source>Passphrase or recovery code of today</source>
        <translation>目前的通行碼或救援碼</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新的通行碼</translation>
    </message>
    <message>
        <source>Several words are good. Paste and password managers work.</source>
        <translation>由數個詞組成較佳。可貼上，也支援密碼管理程式。</translation>
    </message>
    <message>
        <source>New passphrase, once more</source>
        <translation>再次輸入新的通行碼</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>製作救援碼</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write this code down now. It is shown once.</source>
        <translation>請立即抄下此救援碼，只會顯示一次。</translation>
    </message>
    <message>
        <source>It opens your data when the passphrase is forgotten. An earlier code opens nothing any more.</source>
        <translation>忘記通行碼時可用它開啟資料。先前的救援碼不再有效。</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>我已抄下</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>One choice: %1 is a purpose, %2 a channel (&quot;Product news by Email&quot;)</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <extracomment>One choice: %1 is a purpose, %2 a channel, %3 a company that receives data</extracomment>
        <translation>%1（%2，%3）</translation>
    </message>
    <message>
        <source>everything optional</source>
        <translation>所有非必要項目</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a choice</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>You</source>
        <comment>who did something</comment>
        <translation>您</translation>
    </message>
    <message>
        <source>Customer service</source>
        <translation>客服人員</translation>
    </message>
    <message>
        <source>Your guardian</source>
        <translation>您的監護人</translation>
    </message>
    <message>
        <source>A system of %1</source>
        <translation>%1 的系統</translation>
    </message>
    <message>
        <source>An imported record</source>
        <translation>匯入的紀錄</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>已允許：%1</translation>
    </message>
    <message>
        <source>Confirmed: %1</source>
        <translation>已確認：%1</translation>
    </message>
    <message>
        <source>Withdrawn: %1</source>
        <translation>已撤回：%1</translation>
    </message>
    <message>
        <source>Not allowed: %1</source>
        <translation>未允許：%1</translation>
    </message>
    <message>
        <source>Objected to: %1</source>
        <translation>已反對：%1</translation>
    </message>
    <message>
        <source>Revoked: %1</source>
        <translation>已撤銷：%1</translation>
    </message>
    <message>
        <source>Declared invalid: %1</source>
        <translation>已宣告無效：%1</translation>
    </message>
    <message>
        <source>Opt-out signal received: %1</source>
        <translation>收到退出訊號：%1</translation>
    </message>
    <message>
        <source>Put off: %1</source>
        <translation>稍後決定：%1</translation>
    </message>
    <message>
        <source>Only with your consent.</source>
        <translation>須經您同意。</translation>
    </message>
    <message>
        <source>Needed for your contract.</source>
        <translation>履行您的契約所必需。</translation>
    </message>
    <message>
        <source>Required by law.</source>
        <translation>依法必須進行。</translation>
    </message>
    <message>
        <source>Needed to protect someone&apos;s life.</source>
        <translation>為保護生命所必需。</translation>
    </message>
    <message>
        <source>Needed for a task in the public interest.</source>
        <translation>為執行公共利益任務所必需。</translation>
    </message>
    <message>
        <source>Based on a legitimate interest, until you object.</source>
        <translation>基於正當利益，直到您反對為止。</translation>
    </message>
    <message>
        <source>Needs your word again</source>
        <translation>需要您再次決定</translation>
    </message>
    <message>
        <source>Not yet active</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>Ended %1</source>
        <comment>a consent lapsed on this date</comment>
        <translation>已於 %1 到期</translation>
    </message>
    <message>
        <source>You are asked again</source>
        <translation>再次徵詢您</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>姓氏</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>電子郵件</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道地址</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>郵遞區號</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>國家／地區</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>性別</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Loyalty number</source>
        <translation>會員編號</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>客戶編號</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>職業</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>最近一次購買</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>最近一次造訪</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>最近一筆訂單</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>訂單</translation>
    </message>
    <message>
        <source>Favourite category</source>
        <translation>偏好類別</translation>
    </message>
    <message>
        <source>Favourite shop</source>
        <translation>偏好門市</translation>
    </message>
    <message>
        <source>Preferred seat</source>
        <translation>偏好座位</translation>
    </message>
    <message>
        <source>Newsletter topic</source>
        <translation>電子報主題</translation>
    </message>
    <message>
        <source>Interests</source>
        <translation>興趣</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>滿意度</translation>
    </message>
    <message>
        <source>Household size</source>
        <translation>家庭人數</translation>
    </message>
    <message>
        <source>Preferred meal</source>
        <translation>偏好餐點</translation>
    </message>
    <message>
        <source>Home airport</source>
        <translation>常用機場</translation>
    </message>
    <message>
        <source>Last route</source>
        <translation>最近航線</translation>
    </message>
    <message>
        <source>Travel interest</source>
        <translation>旅遊興趣</translation>
    </message>
    <message>
        <source>Survey answer</source>
        <translation>問卷回答</translation>
    </message>
    <message>
        <source>Customer since</source>
        <translation>成為客戶日期</translation>
    </message>
    <message>
        <source>Loyalty tier</source>
        <translation>會員等級</translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation>您的身分</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>關於您</translation>
    </message>
    <message>
        <source>What you did</source>
        <translation>您做過的事</translation>
    </message>
    <message>
        <source>What you like</source>
        <translation>您的喜好</translation>
    </message>
    <message>
        <source>Told by you</source>
        <translation>由您提供</translation>
    </message>
    <message>
        <source>Taken over from another system</source>
        <translation>自其他系統匯入</translation>
    </message>
    <message>
        <source>Recorded while you used a service</source>
        <translation>使用服務時記錄</translation>
    </message>
    <message>
        <source>Guessed from other data</source>
        <translation>由其他資料推測</translation>
    </message>
    <message>
        <source>Entered by customer service</source>
        <translation>由客服人員輸入</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>Form of a date: d day, MMMM month, yyyy year (as in QLocale)</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a date, %2 a time of day</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n 年</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n 個月</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>Joins the last part of a list: %1 is &quot;email, phone&quot;, %2 is &quot;post&quot;</extracomment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Traditional Chinese</source>
        <translation>繁體中文</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>波蘭文</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法文</translation>
    </message>
    <message>
        <source>Asked: %1</source>
        <translation>徵詢：%1</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Home</source>
        <translation>首頁</translation>
    </message>
    <message>
        <source>My data</source>
        <translation>我的資料</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>History</source>
        <translation>歷史紀錄</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Questions to you</source>
        <translation>徵詢您的問題</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Your rights</source>
        <translation>您的權利</translation>
    </message>
</context>
<context>
    <name>WorkplaceKeys</name>
    <message>
        <source>Go to %1</source>
        <extracomment>%1 is a page</extracomment>
        <translation>前往「%1」</translation>
    </message>
    <message>
        <source>Get a copy of my data</source>
        <translation>取得我的資料副本</translation>
    </message>
    <message>
        <source>Save an extract of what I allowed</source>
        <translation>儲存我所允許事項的摘錄</translation>
    </message>
    <message>
        <source>Erase my account</source>
        <translation>刪除我的帳戶</translation>
    </message>
    <message>
        <source>Withdraw everything optional</source>
        <translation>撤回所有非必要項目</translation>
    </message>
    <message>
        <source>Undo the last choice</source>
        <translation>復原上一個選擇</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>淺色主題</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主題</translation>
    </message>
    <message>
        <source>Show the work in progress</source>
        <translation>顯示進行中的工作</translation>
    </message>
    <message>
        <source>Show the keys</source>
        <translation>顯示快速鍵</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>鎖定</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>各處通用</translation>
    </message>
    <message>
        <source>Find a command, your data, an organisation</source>
        <translation>尋找指令、您的資料或組織</translation>
    </message>
    <message>
        <source>These keys</source>
        <translation>這份快速鍵清單</translation>
    </message>
    <message>
        <source>Work in progress</source>
        <translation>進行中的工作</translation>
    </message>
    <message>
        <source>To the next part of the window</source>
        <translation>移至視窗的下一區</translation>
    </message>
    <message>
        <source>Close what is open and go back</source>
        <translation>關閉目前開啟的項目並返回</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>頁面</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>On a page</source>
        <translation>在頁面上</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>在此頁尋找</translation>
    </message>
    <message>
        <source>Change the entry that has the focus</source>
        <translation>變更目前聚焦的項目</translation>
    </message>
    <message>
        <source>Space, Return</source>
        <translation>空白鍵、Return</translation>
    </message>
    <message>
        <source>Press what has the focus</source>
        <translation>按下目前聚焦的項目</translation>
    </message>
</context>
<context>
    <name>assent::ui::AskModel</name>
    <message>
        <source>%1 changed this notice on %2, in what you had agreed to. Until you choose, nothing new starts.</source>
        <extracomment>%1 is an organisation, %2 a date</extracomment>
        <translation>%1 於 %2 變更了這份告知書，涉及您先前同意的內容。在您選擇之前，不會開始任何新的用途。</translation>
    </message>
    <message>
        <source>Your guardian answered for you. You are of age now and are asked yourself; nothing is allowed automatically.</source>
        <translation>先前由您的監護人代為回答。您現已達年齡，改由您親自回答；不會自動允許任何項目。</translation>
    </message>
    <message>
        <source>What you allowed ended on %1. Until you choose, nothing happens.</source>
        <translation>您的允許已於 %1 到期。在您選擇之前，不會有任何動作。</translation>
    </message>
    <message>
        <source>Two answers of yours crossed each other. It is not allowed until you decide.</source>
        <translation>您的兩個答覆互相交錯。在您決定之前，一律視為未允許。</translation>
    </message>
    <message>
        <source>%1 asks you for this. Without an answer nothing starts.</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 就此徵詢您。沒有回答就不會開始。</translation>
    </message>
    <message>
        <source>Version %1, which you answered, and version %2</source>
        <translation>您先前回答的第 %1 版與第 %2 版</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>第 %1 版</translation>
    </message>
</context>
<context>
    <name>assent::ui::ChoicesModel</name>
    <message>
        <source>Legal basis</source>
        <translation>法律依據</translation>
    </message>
    <message>
        <source>Kept for</source>
        <translation>保存期間</translation>
    </message>
    <message>
        <source>%1 There is no switch for it. To ask why, write to %2.</source>
        <extracomment>%1 is &quot;Needed for your contract.&quot;; %2 is an address to write to</extracomment>
        <translation>%1因此沒有開關。想知道原因，請寫信至 %2。</translation>
    </message>
    <message>
        <source>Allowed: %1.</source>
        <extracomment>Which channels are allowed: %1 is &quot;Email and SMS&quot;</extracomment>
        <translation>已允許：%1。</translation>
    </message>
    <message>
        <source>Not allowed: %1.</source>
        <translation>未允許：%1。</translation>
    </message>
    <message>
        <source>Version %1</source>
        <extracomment>A version of a notice</extracomment>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>In effect since %1</source>
        <translation>自 %1 起生效</translation>
    </message>
    <message>
        <source>Shown to you on %1</source>
        <translation>已於 %1 向您顯示</translation>
    </message>
    <message numerus="yes">
        <source>Undone: %n choice(s) are as they were.</source>
        <translation>
            <numerusform>已復原：%n 項選擇恢復原狀。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone. %1.</source>
        <translation>已復原。%1。</translation>
    </message>
    <message>
        <source>It becomes active when %1 has confirmed it.</source>
        <translation>待 %1 確認後生效。</translation>
    </message>
    <message>
        <source>You can withdraw here at any time.</source>
        <translation>您隨時可以在這裡撤回。</translation>
    </message>
    <message>
        <source>It holds from now on; %1 is told as soon as possible.</source>
        <translation>即刻生效，並會盡快通知 %1。</translation>
    </message>
    <message>
        <source>It holds from now on.</source>
        <translation>即刻生效。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>What was done and what follows: %1 is &quot;Withdrawn: Newsletter (Email)&quot;, %2 a sentence</extracomment>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>It stays off until you choose.</source>
        <translation>在您選擇之前維持未允許。</translation>
    </message>
</context>
<context>
    <name>assent::ui::DevicesModel</name>
    <message numerus="yes">
        <source>%Ln decision(s)</source>
        <extracomment>How many choices were made on a device</extracomment>
        <translation>
            <numerusform>%Ln 次決定</numerusform>
        </translation>
    </message>
    <message>
        <source>the last on %1</source>
        <translation>最近一次在 %1</translation>
    </message>
    <message>
        <source>id ending in %1</source>
        <extracomment>%1 is the end of a device&apos;s id</extracomment>
        <translation>識別碼末六碼 %1</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>這台電腦</translation>
    </message>
    <message>
        <source>Another device</source>
        <translation>另一個裝置</translation>
    </message>
    <message>
        <source>Your choices are kept on this computer only.</source>
        <translation>您的選擇只保存在這台電腦上。</translation>
    </message>
    <message>
        <source>Synced with %1.</source>
        <translation>與 %1 同步。</translation>
    </message>
    <message>
        <source>Last contact: %1.</source>
        <translation>上次聯繫：%1。</translation>
    </message>
</context>
<context>
    <name>assent::ui::ErasureModel</name>
    <message numerus="yes">
        <source>%Ln value(s) held about you</source>
        <translation>
            <numerusform>%Ln 筆關於您的資料</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identifier(s)</source>
        <extracomment>Such as e-mail addresses and customer numbers</extracomment>
        <translation>
            <numerusform>%n 個識別碼</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what you said in %Ln decision(s)</source>
        <extracomment>Goes with an erasure</extracomment>
        <translation>
            <numerusform>%Ln 次決定的內容</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the record of %Ln notice(s) shown to you</source>
        <translation>
            <numerusform>%Ln 份曾向您顯示的告知紀錄</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 until %2. Required by law: %3.</source>
        <extracomment>%1 is a field such as &quot;Date of birth&quot;, %2 a date, %3 what it is for</extracomment>
        <translation>%1，至 %2。法律要求：%3。</translation>
    </message>
    <message>
        <source>%1, with no end known. Required by law: %2.</source>
        <translation>%1，期限不明。法律要求：%2。</translation>
    </message>
    <message>
        <source>%1 must keep in its own records</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>%1 必須在自己的紀錄中保留</translation>
    </message>
    <message>
        <source>Proof that choices were made</source>
        <translation>曾作出選擇的證明</translation>
    </message>
    <message>
        <source>The sealed ledger shows that somebody decided, for as long as it exists. Nobody can tell from it who you are or what you chose.</source>
        <translation>封存的帳本只要存在，就會顯示曾有人作出決定。任何人都無法從中得知您是誰或您選擇了什麼。</translation>
    </message>
    <message>
        <source>So that nothing is allowed again</source>
        <translation>以免任何事項再次獲得允許</translation>
    </message>
    <message>
        <source>Your identifiers stay on this computer in a form that only recognises them. An old file that says you allowed something then has no effect.</source>
        <translation>您的識別碼會以只能用來辨認的形式留在這台電腦上。如此，聲稱您曾允許某事的舊檔案便不會生效。</translation>
    </message>
    <message>
        <source>Copies on this computer</source>
        <translation>這台電腦上的備份</translation>
    </message>
    <message numerus="yes">
        <source>Backups are destroyed after %n day(s) at the latest. One that is put back before that is erased again.</source>
        <translation>
            <numerusform>備份最遲在 %n 天後銷毀。若在那之前還原備份，其中的資料會再次刪除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>等待傳送</translation>
    </message>
    <message numerus="yes">
        <source>%n withdrawal(s) still go to %1.</source>
        <translation>
            <numerusform>%n 項撤回仍會傳送給 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Erased, here and at %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>將刪除（此處與 %1）</translation>
    </message>
    <message>
        <source>Erased on this computer</source>
        <translation>將在這台電腦上刪除</translation>
    </message>
</context>
<context>
    <name>assent::ui::ExportModel</name>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <extracomment>%n files of altogether %1, such as &quot;3.2 MB&quot;</extracomment>
        <translation>
            <numerusform>%n 個檔案，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy of my data</source>
        <translation>我的資料副本</translation>
    </message>
    <message>
        <source>Your data is being collected and sealed.</source>
        <translation>正在彙整並封存您的資料。</translation>
    </message>
    <message>
        <source>%1.</source>
        <extracomment>%1 is such as &quot;14 files, 3.2 MB&quot;: a sentence of its own</extracomment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>assent::ui::ExtractModel</name>
    <message>
        <source>This is not a day. Type it like this: 2026-03-20.</source>
        <extracomment>2026-03-20 stays as it is: that is how the day has to be typed</extracomment>
        <translation>這不是日期。請這樣輸入：2026-03-20。</translation>
    </message>
    <message>
        <source>This day is still to come.</source>
        <translation>這一天還沒到。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 choices were allowed.</source>
        <extracomment>%1 is a moment, %2 of %3 choices</extracomment>
        <translation>%1：%3 項選擇中有 %2 項已允許。</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>摘錄</translation>
    </message>
</context>
<context>
    <name>assent::ui::FileJob</name>
    <message>
        <source>This cannot be the name of a file. Choose another one.</source>
        <translation>這不能作為檔案名稱，請選擇其他名稱。</translation>
    </message>
    <message>
        <source>This folder cannot be written to. Choose another one.</source>
        <translation>無法寫入此資料夾，請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another name.</source>
        <translation>已有同名的檔案，請選擇其他名稱。</translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation>已停止，沒有寫入任何檔案。</translation>
    </message>
    <message>
        <source>Saved as %1 in %2.</source>
        <extracomment>%1 is a file, %2 a folder</extracomment>
        <translation>已存為 %2 中的 %1。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <extracomment>Opens the folder that a file was saved in</extracomment>
        <translation>開啟資料夾</translation>
    </message>
</context>
<context>
    <name>assent::ui::FindModel</name>
    <message>
        <source>My data</source>
        <translation>我的資料</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Organisations</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>History</source>
        <translation>歷史紀錄</translation>
    </message>
</context>
<context>
    <name>assent::ui::HistoryModel</name>
    <message>
        <source>reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>notice version %1 in %2</source>
        <extracomment>%1 is a number, %2 a language</extracomment>
        <translation>告知書第 %1 版（%2）</translation>
    </message>
    <message>
        <source>ledger entry %1</source>
        <extracomment>%1 is the number of an entry in the ledger, the log of all choices</extracomment>
        <translation>帳本第 %1 筆</translation>
    </message>
</context>
<context>
    <name>assent::ui::HomeModel</name>
    <message>
        <source>Two different values: %1</source>
        <translation>內容不一致：%1</translation>
    </message>
    <message>
        <source>Two places hold different values. Choose which is right.</source>
        <translation>兩處存有不同的內容，請選擇正確的一項。</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Needs your word again: %1</source>
        <translation>需要您再次決定：%1</translation>
    </message>
    <message>
        <source>Two answers crossed. It is not allowed until you decide.</source>
        <translation>兩個答覆互相交錯。在您決定之前，一律視為未允許。</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>You are asked again: %1</source>
        <translation>再次徵詢：%1</translation>
    </message>
    <message>
        <source>The notice changed. Until you choose, nothing new starts.</source>
        <translation>告知書已有變更。在您選擇之前，不會開始任何新的用途。</translation>
    </message>
    <message>
        <source>Read and decide</source>
        <translation>閱讀並決定</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) waiting to send</source>
        <translation>
            <numerusform>%n 項變更等待傳送</numerusform>
        </translation>
    </message>
    <message>
        <source>Withdrawals hold already. %1 is told as soon as it can be reached.</source>
        <translation>撤回已經生效。連線恢復後會立即通知 %1。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were not accepted</source>
        <translation>
            <numerusform>%n 項變更未被接受</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 refused to take them. They stay recorded here.</source>
        <translation>%1 拒絕接收。這些變更仍保留在此。</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>尚無紀錄</translation>
    </message>
    <message>
        <source>Last change: %1</source>
        <translation>最近變更：%1</translation>
    </message>
    <message numerus="yes">
        <source>from %n source(s)</source>
        <comment>facts come from so many sources</comment>
        <translation>
            <numerusform>來自 %n 個來源</numerusform>
        </translation>
    </message>
    <message>
        <source>Next to be deleted: %1, %2</source>
        <extracomment>%1 is a field such as &quot;Last visit&quot;, %2 a date</extracomment>
        <translation>下一項將刪除：%1，%2</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>You are asked: %1</source>
        <translation>徵詢您：%1</translation>
    </message>
    <message>
        <source>%1 waits for your answer. Without one nothing starts.</source>
        <translation>%1 正在等候您的答覆。在此之前不會開始任何用途。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 allowed</source>
        <extracomment>%1 is an organisation, %2 and %3 are counts</extracomment>
        <translation>%1：%3 項中已允許 %2 項</translation>
    </message>
    <message>
        <source>Your account will be erased after %1</source>
        <extracomment>%1 is a date with a time</extracomment>
        <translation>您的帳戶將在 %1 之後刪除</translation>
    </message>
    <message>
        <source>You can keep it until then.</source>
        <translation>在那之前您可以保留。</translation>
    </message>
</context>
<context>
    <name>assent::ui::Jobs</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is what was done, such as &quot;A copy of my data&quot;, %2 a sentence about how it ended</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>assent::ui::NoticeModel</name>
    <message>
        <source>Notice</source>
        <translation>告知書</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>Of a notice</extracomment>
        <translation>版本</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>In effect since</source>
        <extracomment>The day from which a notice counts</extracomment>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>Shown to you</source>
        <extracomment>The moment at which a notice was on the person&apos;s screen</extracomment>
        <translation>向您顯示的時間</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a label such as &quot;Version&quot;, %2 what stands beside it</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>assent::ui::OrganisationsModel</name>
    <message>
        <source>Decides why and how your data is used</source>
        <translation>決定您的資料為何及如何使用</translation>
    </message>
    <message>
        <source>Works for %1, on its instructions alone</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>只依 %1 的指示代為處理</translation>
    </message>
    <message>
        <source>Receives data from %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>從 %1 取得資料</translation>
    </message>
    <message>
        <source>Buys data from %1</source>
        <extracomment>%1 is an organisation</extracomment>
        <translation>向 %1 購買資料</translation>
    </message>
    <message>
        <source>%1 of %2 choices allowed</source>
        <extracomment>%1 and %2 are counts</extracomment>
        <translation>%2 項選擇中已允許 %1 項</translation>
    </message>
    <message>
        <source>You</source>
        <comment>the source of a fact</comment>
        <translation>您</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>持有</translation>
    </message>
    <message>
        <source>Receives</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>Nothing, as long as you do not allow it.</source>
        <translation>在您允許之前，什麼都沒有。</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>國家</translation>
    </message>
    <message>
        <source>Kept for %1</source>
        <translation>保存 %1</translation>
    </message>
    <message>
        <source>No choice</source>
        <translation>無須選擇</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <comment>state of a use</comment>
        <translation>未允許</translation>
    </message>
    <message>
        <source>Allowed</source>
        <comment>state of a use</comment>
        <translation>已允許</translation>
    </message>
    <message>
        <source>%1 of %2 allowed</source>
        <translation>%2 項中已允許 %1 項</translation>
    </message>
</context>
<context>
    <name>assent::ui::ProfileModel</name>
    <message>
        <source>You</source>
        <comment>the source of a fact</comment>
        <translation>您</translation>
    </message>
    <message>
        <source>All</source>
        <comment>all facts</comment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>How</source>
        <translation>取得方式</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>What it is used for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>法律依據</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>查核</translation>
    </message>
    <message>
        <source>Yes, it was verified.</source>
        <translation>已經過驗證。</translation>
    </message>
    <message>
        <source>Kept as long as your account exists</source>
        <translation>在您的帳戶存續期間保存</translation>
    </message>
    <message>
        <source>Kept until %1</source>
        <translation>保存至 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>%1 is a length of time: &quot;3 months&quot;</extracomment>
        <translation>還剩 %1</translation>
    </message>
    <message>
        <source>Due for deletion</source>
        <translation>即將刪除</translation>
    </message>
    <message>
        <source>Enter a value.</source>
        <translation>請輸入內容。</translation>
    </message>
</context>
<context>
    <name>assent::ui::ReceiptModel</name>
    <message>
        <source>Decided</source>
        <translation>決定時間</translation>
    </message>
    <message>
        <source>By</source>
        <translation>決定者</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>對象</translation>
    </message>
    <message>
        <source>Notice shown</source>
        <extracomment>%1 is a number, %2 a language</extracomment>
        <translation>顯示的告知書</translation>
    </message>
    <message>
        <source>Version %1, in %2</source>
        <translation>第 %1 版，%2</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有效期限</translation>
    </message>
    <message>
        <source>Ledger entry</source>
        <translation>帳本編號</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <extracomment>The name of the log that proves an entry</extracomment>
        <translation>封存帳本</translation>
    </message>
    <message>
        <source>Genuine. Matches ledger entry %1.</source>
        <translation>真實無誤，與帳本第 %1 筆相符。</translation>
    </message>
    <message>
        <source>Not genuine: what it says is not what the ledger holds.</source>
        <translation>並非真實：內容與帳本不符。</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收據</translation>
    </message>
</context>
<context>
    <name>assent::ui::SaveJob</name>
    <message>
        <source>The file is being made.</source>
        <translation>正在製作檔案。</translation>
    </message>
</context>
<context>
    <name>assent::ui::StoreRestore</name>
    <message>
        <source>d MMMM yyyy, HH:mm</source>
        <extracomment>Form of a date with a time, as in QLocale</extracomment>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A backup: %1 is when it was made, %2 its size</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>assent::ui::SyncJob</name>
    <message>
        <source>News from the organisation</source>
        <translation>來自組織的新資料</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) were applied.</source>
        <translation>
            <numerusform>已套用 %Ln 項變更。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %Ln change(s). The rest comes with a later sync.</source>
        <translation>
            <numerusform>已在 %Ln 項變更後停止，其餘將於稍後同步時取得。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) so far.</source>
        <translation>
            <numerusform>目前 %Ln 項變更。</numerusform>
        </translation>
    </message>
</context>
</TS>
