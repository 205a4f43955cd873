# 邮件：读者的地址、通过邮件设置新密码、邮件内容。

forgot = 忘记密码？
forgot-title = 通过邮件设置新密码
forgot-about = 请填写您的名称或邮箱地址。设置新密码的链接会发送到您在设置中提供的地址。
forgot-name = 名称或邮箱地址
forgot-send = 给我发送链接
forgot-sent = 如果有这样的账户，并且它有邮箱地址，链接已在途中。链接一小时内可用一次。如果没有收到，请查看垃圾邮件，或向本报的所有者索取链接。
account-mail = 邮箱地址
account-mail-about = 如果您忘记密码，设置新密码的链接会发送到这里；您的密码或此地址更改时，也会通知您。不会发送其他内容，别人也看不到它。
account-mail-is = 邮件发送到 [{ $address }]。
account-mail-waiting = 链接已发往 [{ $address }]。请在一天内打开它，之后邮件就会发送到那里。
account-mail-set = 使用此地址
account-mail-forget = 忘记此地址
confirm-mail-about = [{ $address }] 是您的地址吗？确认后，设置新密码的链接可以发送到那里。
confirm-mail-yes = 是，这是我的地址
desk-mail = 邮件
desk-mail-none = 尚未设置邮件服务器，忘记密码的读者需要您提供链接。可在 mail.server 下的设置中更改。
desk-mail-is = 邮件通过 { $server } 发出，发件人为 { $from }。
desk-mail-sent = 上次发送
desk-mail-trouble = 有一封邮件未能发出
desk-mail-to = 测试地址
desk-mail-test = 给我发送测试邮件
desk-mail-good = 邮件服务器已接受发往 { $address } 的测试邮件。请查看是否收到。
desk-mail-bad = 测试邮件未能发出。{ $why }
invitations-mail = 邮箱地址（可选）
invitations-mail-more = 链接也会发送到那里。
invitations-sent = 也已发往 [{ $address }]。

mail-reset-subject = 为 { $paper } 设置新密码
mail-reset-text =
    有人（可能是您）请求为 { $paper } 的账户“{ $name }”设置新密码。请在此设置：

    { $link }

    链接一小时内可用一次。如果不是您，请不必理会：您的密码保持不变。
mail-confirm-subject = 您在 { $paper } 的邮箱地址
mail-confirm-text =
    { $paper } 的一位读者称此地址是自己的。如果是您，请在此确认：

    { $link }

    链接一天内可用一次。如果不是您，请不必理会：不会再有邮件。
mail-password-subject = 您在 { $paper } 的密码已更新
mail-password-text =
    { $paper } 的账户“{ $name }”已有新密码，其他会话均已结束。

    如果不是您设置的，请在此另设一个，然后检查您的账户设置：

    { $link }
mail-moved-subject = { $paper } 的邮箱地址已更改
mail-moved-text =
    { $paper } 的账户“{ $name }”的邮件现在发送到另一个地址，不再发送到这里。

    如果不是您更改的，请立即告知本报的所有者。
mail-invite-subject = { $paper } 的邀请
mail-invite-text =
    邀请您阅读 { $paper }。请在此创建账户：

    { $link }

    此链接只能创建一个账户。如果您没有等待此邀请，请不必理会。
mail-test-subject = 来自 { $paper } 的测试
mail-test-text = { $paper } 的邮件可以送达。
mail-passkey-subject = { $paper } 的新通行密钥
mail-passkey-text =
    { $paper } 的账户“{ $name }”新增了一个可用于登录的通行密钥。

    如果不是您添加的，请在此设置新密码，然后在账户设置中移除该通行密钥：

    { $link }
mail-changed-subject = 您在 { $paper } 的账户有变动
mail-connected-text =
    { $provider } 现在可以登录 { $paper } 的账户“{ $name }”。

    如果不是您关联的，请在此设置新密码，然后在账户设置中取消关联：

    { $link }
mail-disconnected-text =
    { $provider } 不再能登录 { $paper } 的账户“{ $name }”。

    如果不是您取消关联的，请在此设置新密码，然后检查您的账户设置：

    { $link }
mail-forgotten-subject = { $paper } 不再发送邮件到此地址
mail-forgotten-text =
    { $paper } 的账户“{ $name }”已移除此地址：邮件不再发送到这里。

    如果这不是您的意愿，请立即告知本报的所有者。
mail-unpasskey-text =
    { $paper } 的账户“{ $name }”移除了一个通行密钥，它不再能登录。

    如果不是您移除的，请在此设置新密码，然后检查您的账户设置：

    { $link }
mail-app-text =
    { $paper } 的账户“{ $name }”新增了一个程序密码。

    如果不是您生成的，请在此设置新密码，所有程序密码将随之失效：

    { $link }
