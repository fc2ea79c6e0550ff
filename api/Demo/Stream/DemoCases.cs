using System.Globalization;
using Dispatch.Api.Demo.Company;
using Dispatch.Api.Tickets;

namespace Dispatch.Api.Demo.Stream;

/// <summary>What happens to the demo company's customers.</summary>
public static class DemoCases
{
    private static readonly (string Kind, string Product, string Description)[] Cases =
    [
        ("repair", "AC-35GW", "空调开机后不制冷，外机不转。"),
        ("repair", "AC-72LW", "The air conditioner leaks water indoors."),
        ("repair", "WM-80T", "洗衣机脱水时异响，晃动厉害。"),
        ("repair", "WM-100", "Washing machine stops with error E3."),
        ("repair", "EL-20", "电热水器不通电，指示灯不亮。"),
        ("return", "SHOE-41", "尺码偏小，想退货。"),
        ("return", "COAT-L", "颜色与图片不符，申请退货。"),
        ("return", "LAMP-2", "No longer wanted, unopened."),
        ("damage-claim", "VASE-9", "包裹破损，花瓶碎了。"),
        ("damage-claim", "TV-55", "外箱被压变形，屏幕有裂纹。"),
        ("damage-claim", "DISH-12", "Two plates arrived broken."),
        ("consultation", "AC-35GW", "请问保修期多久？"),
        ("consultation", "WM-80T", "How do I clean the filter?"),
    ];

    private static readonly string[] Channels = ["phone", "wechat", "web", "app", "shop"];

    /// <summary>The next case that comes in.</summary>
    public static CreateTicket Next(Random random)
    {
        var (kind, product, description) = Cases[random.Next(Cases.Length)];
        var customer = DemoCustomers.All[random.Next(DemoCustomers.All.Count)].Card;
        var zone = DemoCity.Shanghai.Zones[random.Next(DemoCity.Shanghai.Zones.Count)];
        return new CreateTicket(kind, Channels[random.Next(Channels.Length)])
        {
            Customer = new(customer.Identities[0].Kind, customer.Identities[0].Value) { Name = customer.Name },
            Contact = new() { Name = customer.Name, Phone = customer.Identities[0].Value },
            OrderNumber = string.Create(CultureInfo.InvariantCulture, $"SO-{random.Next(100_000, 999_999)}"),
            Product = product,
            Description = description,
            Amount = kind is "consultation" ? null : new(random.Next(50, 6_000) * 100L, "CNY"),
            Place = kind is "repair" ? DemoCity.PlaceIn(zone, random) : null,
            Region = random.Next(3) is 0 ? "west" : "east",
            Priority = random.Next(12) is 0 ? Priority.Urgent : null,
        };
    }
}
