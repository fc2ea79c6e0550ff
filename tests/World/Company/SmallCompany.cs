using Dispatch.Conditions;
using Dispatch.Engineers;
using Dispatch.Routing;
using Dispatch.Silo.Founding;

namespace Dispatch.Tests.World.Company;

/// <summary>A company small enough to know everybody: two to a desk, three engineers in one zone, two warehouses.</summary>
public static class SmallCompany
{
    /// <summary>Where the customer of most stories lives.</summary>
    public static readonly Place Home = new(121.40, 31.20);

    /// <summary>The company.</summary>
    public static CompanyPlan Plan { get; } = new()
    {
        Teams =
        [
            Team("service", "客服组", "Customer service", Person("li.na", "李娜", 2, new("service", 3), new("supervision", 1)), Person("wu.jie", "吴杰", 2, new Skill("service", 2))),
            Team("claims", "理赔组", "Claims", Person("chen.yu", "陈宇", 3, new Skill("liability", 3)), Person("he.ping", "何平", 3, new Skill("liability", 2))),
            Team("repair-desk", "维修受理组", "Repair desk", Person("zhou.min", "周敏", 3, new Skill("diagnosis", 3)), Person("xu.hao", "徐浩", 3, new Skill("diagnosis", 2))),
            Team("warehouse", "仓储组", "Warehouse", Person("ma.chao", "马超", 5), Person("gao.yan", "高艳", 5)),
            Team("finance", "财务组", "Finance", Person("lin.xue", "林雪", 5), Person("luo.gang", "罗刚", 5)),
        ],
        Zones = [new("east", new("东区", "East"), new(121, 31), new(122, 32), "near", "far")],
        Engineers =
        [
            Engineer("wang.lei", "王磊", new(121.40, 31.21), new Skill("cooling", 3)),
            Engineer("zhao.qi", "赵琪", new(121.45, 31.25), new Skill("cooling", 4), new Skill("electric", 3)),
            Engineer("sun.yi", "孙毅", new(121.40, 31.20), new Skill("electric", 4)),
        ],
        Warehouses =
        [
            new("near", new("近仓", "Near"), new(121.41, 31.22), new("fan", 2), new("pump", 1)),
            new("far", new("远仓", "Far"), new(121.60, 31.40), new("fan", 5), new PartNeed("pump", 5)),
        ],
        Routing =
        [
            Rule("repairs", Kind("repair"), new("repair-desk") { Skills = [new("cooling", 2)] }),
            Rule("claims", Kind("damage-claim"), new("claims")),
            Rule("big-returns", Condition.All(Kind("return"), Condition.Test("amount", ConditionOperator.Ge, 50_000)), new("service") { Priority = Priority.High }),
            Rule("rest", Condition.Always, new("service")),
        ],
    };

    private static TeamPlan Team(string id, string zh, string en, params IReadOnlyList<MemberPlan> members) =>
        new(id, new(zh, en), members[0].Person, members);

    private static MemberPlan Person(string id, string name, int capacity, params ReadOnlySpan<Skill> skills) =>
        new(id, new(name, id), capacity, [.. skills]);

    /// <summary>Weekdays from nine to six in Shanghai.</summary>
    private static EngineerProfile Engineer(string id, string name, Place home, params IReadOnlyList<Skill> skills) =>
        new(id, new(name, id), $"{Founding.Org}/field", skills, home, ["east"],
            new("Asia/Shanghai", [.. Enumerable.Range(1, 5).Select(day => new WorkingHours((DayOfWeek)day, new(new(9, 0), new(18, 0))))]));

    private static Condition Kind(string kind) => Condition.Test("kind", ConditionOperator.Eq, kind);

    private static RoutingRule Rule(string id, Condition when, RoutingOutcome then) => new(id, new(id, id), when, then);
}
