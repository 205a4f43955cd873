# 浏览器通知（Web Push）。

push = 通知
push-about = 浏览器可以告诉您：有人回复了您、版主对您评论的处理，以及您关注内容的新动态。最多每隔几分钟一次，多件事合为一条。文字只为该浏览器加密；其厂商的推送服务只知道有消息到达。
push-here = 通知此浏览器
push-cannot = 此浏览器无法在这里接收通知：需要启用脚本并支持 Web Push 的浏览器。在 iPhone 或 iPad 上，请先把本报添加到主屏幕。
push-denied = 此浏览器不允许本报发送通知。请在浏览器对本站的设置中允许，然后重试。
push-trouble = 没有成功。请重试，或换一个浏览器。
push-not-set = 本报的管理者尚未启用此功能；相应设置为 [push.contact]。
push-insecure = 浏览器只允许在 HTTPS 下，或在运行本报的机器上使用；相应设置为 [base_url]。
push-browsers = 接收通知的浏览器
push-no-more = 不再通知
settings-push = 此浏览器的[通知]：对您的回复，以及您关注内容的新动态。
bad-push = 这不是可以接收通知的浏览器。
missing-browser = 您没有这个浏览器
push-articles =
    { $n ->
       *[other] 您关注的内容有 { $n } 篇新文章
    }
push-notices =
    { $n ->
       *[other] { $n } 条新的回复或处理
    }
