using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Dispatch.Bench;

/// <summary>Tickets as integrators send them: the four case types, customers, orders, places, amounts and words in Chinese; drawn from a seed.</summary>
internal sealed class TicketBodies(int seed)
{
    /// <summary>Customers of the company.</summary>
    private const int Customers = 20_000;

    private static readonly (string Kind, string Product, string Description)[] Cases =
    [
        ("repair", "AC-35GW", "空调开机后不制冷，外机不转，已断电重启两次仍然无效。"),
        ("repair", "WM-80T", "洗衣机脱水时异响，晃动厉害，地面已经垫平。"),
        ("repair", "EL-20", "电热水器不通电，指示灯不亮，插座确认有电。"),
        ("return", "SHOE-41", "尺码偏小，鞋盒和吊牌都在，想退货。"),
        ("return", "COAT-L", "颜色与图片不符，未穿着，申请退货退款。"),
        ("return", "LAMP-2", "买重复了，未拆封，七天内申请退货。"),
        ("damage-claim", "VASE-9", "包裹破损，打开后发现花瓶碎了，已拍照。"),
        ("damage-claim", "TV-55", "外箱被压变形，屏幕左下角有裂纹，物流已签收异常。"),
        ("consultation", "AC-35GW", "请问这款空调保修期多久？压缩机是单独计算吗？"),
        ("consultation", "WM-80T", "滤网应该多久清洗一次，需要用专用清洁剂吗？"),
    ];

    private static readonly string[] Channels = ["phone", "wechat", "web", "app", "shop"];
    private static readonly string[] Names = ["王伟", "李娜", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周强", "吴霞"];
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly Random random = new(seed);
    private int drawn;

    /// <summary>The next ticket as UTF-8 JSON, with an external reference that no other has.</summary>
    public byte[] Next()
    {
        var (kind, product, description) = Cases[random.Next(Cases.Length)];
        return Next(Channels[random.Next(Channels.Length)], kind, product, description);
    }

    /// <summary>The next ticket that is no claim.</summary>
    public byte[] NextOrdinary()
    {
        var (kind, product, description) = Cases.Where(each => each.Kind is not "damage-claim").ElementAt(random.Next(Cases.Length - 2));
        return Next(Channels[random.Next(Channels.Length)], kind, product, description);
    }

    /// <summary>The next question of a channel.</summary>
    public byte[] NextQuestion(string channel) => Next(channel, "consultation", Cases[^1].Product, Cases[^1].Description);

    private byte[] Next(string channel, string kind, string product, string description)
    {
        var number = ++drawn;
        var customer = random.Next(Customers);
        var (phone, name) = (string.Create(CultureInfo.InvariantCulture, $"+86199{customer:00000000}"), Names[customer % Names.Length]);
        var body = new Dictionary<string, object>
        {
            ["kind"] = kind,
            ["channel"] = channel,
            ["externalRef"] = string.Create(CultureInfo.InvariantCulture, $"{seed:x}-{number:00000000}"),
            ["customer"] = new { kind = "phone", value = phone, name },
            ["contact"] = new { name, phone, address = $"上海市浦东新区张江路 {random.Next(1, 2_000)} 号 {random.Next(1, 30)} 栋" },
            ["orderNumber"] = string.Create(CultureInfo.InvariantCulture, $"SO-{random.Next(10_000_000, 99_999_999)}"),
            ["product"] = product,
            ["description"] = description,
            ["region"] = random.Next(3) is 0 ? "west" : "east",
        };
        if (kind is not "consultation")
            body["amount"] = new { minor = random.Next(50, 6_000) * 100L, currency = "CNY" };
        // Inside the demo's zone of Pudong.
        if (kind is "repair")
            body["place"] = new { longitude = 121.52 + random.NextDouble() / 20, latitude = 31.16 + random.NextDouble() / 20 };
        if (random.Next(12) is 0)
            body["priority"] = "urgent";
        return JsonSerializer.SerializeToUtf8Bytes(body, Json);
    }
}
