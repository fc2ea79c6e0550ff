using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Grains;

namespace Dispatch.Api.Demo;

/// <summary>The people of the demo company who may sign in with one click, one for each role.</summary>
public static class DemoUsers
{
    private const string Org = "company";

    /// <summary>All of them, with the title shown on the button.</summary>
    public static IReadOnlyList<(CreatePrincipal Create, LocalText Title)> All { get; } =
    [
        (new("demo-admin", new("赵敏", "Zhao Min"), Org, [Role.Admin]), new("系统管理员", "Administrator")),
        (new("demo-manager", new("钱立", "Qian Li"), Org, [Role.Manager]), new("服务经理", "Service manager")),
        (new("demo-dispatcher", new("孙悦", "Sun Yue"), Org, [Role.Dispatcher]), new("调度员", "Dispatcher")),
        (new("demo-agent", new("李薇", "Li Wei"), Org, [Role.Agent]), new("客服", "Service agent")),
        (new("demo-engineer", new("周强", "Zhou Qiang"), Org, [Role.Engineer]), new("上门工程师", "Field engineer")),
        (new("demo-warehouse", new("吴磊", "Wu Lei"), Org, [Role.Warehouse]), new("仓库管理员", "Warehouse keeper")),
        (new("demo-finance", new("郑洁", "Zheng Jie"), Org, [Role.Finance]), new("财务", "Finance")),
    ];

    /// <summary>Creates those that are missing.</summary>
    public static async Task Seed(PrincipalStore principals, CancellationToken cancellationToken)
    {
        foreach (var (create, _) in All)
        {
            if (await principals.Find(create.Id, cancellationToken) is null)
                await principals.Handle(create.Id, create, Origin.System, cancellationToken);
        }
    }
}
