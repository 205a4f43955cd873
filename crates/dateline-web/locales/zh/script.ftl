# What the scripts say.

key-next = 下一条标题
key-before = 上一条标题
key-open = 打开
key-read = 标为已读或未读
key-save = 收藏或取消收藏
key-these = 快捷键一览
keys = 快捷键
keys-on = 在此浏览器中启用快捷键
close = 关闭
quote-in-comment = 在评论中引用
answer-trouble = 未成功：今天的额度可能已用完，或您提问过于频繁。请稍后再试。
listen-no-voice = 此浏览器没有适合本文的语音。
listen-pause = 暂停
listen-play = 播放
listen-sentence = 第 { $n }/{ $all } 句
listen-toolbar = 收听文章
listen-speed = 速度
listen-back = 后退
passkey-have = 那里已有本报的通行密钥。
passkey-no = 浏览器没有使用通行密钥。请重试，或使用密码。
