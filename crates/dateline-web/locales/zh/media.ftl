# 稍后收听或观看的音频与视频：队列，以及播放器周围的文字。

queue = 播放队列
later-about = 留待稍后收听或观看。在任何设备上都会从上次停下的地方继续；播完的会离开队列。
later-nothing = 这里还没有内容。请在带有音频或视频的文章下点按“稍后收听”或“稍后观看”。
later-listen = 稍后收听
later-watch = 稍后观看
later-take-off = 已在队列中：移出
later-reached = 停在 { $at }
later-progress = 已播放到的位置
later-first = 接着播放
later-up = 上移
later-down = 下移
later-removed = 已移出队列。
later-trouble = 无法在此播放。点其标题可前往出版方。
missing-recording = 没有这段录音或视频
look-swipe = 滑动标题
look-swipe-on = 收藏或标为已读
look-swipe-off = 不做任何事
swiped-save-on = 已收藏。
swiped-save-off = 已移出收藏。
swiped-read-on = 已标为已读。
swiped-read-off = 已标为未读。
