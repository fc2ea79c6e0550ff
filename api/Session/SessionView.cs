using System.Reflection;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Demo;
using Dispatch.Api.Hosting;

namespace Dispatch.Api.Session;

/// <summary>Who is signed in, and what the sign-in page needs to know.</summary>
/// <param name="Demo">Whether one-click sign-in is offered to this browser.</param>
public sealed record SessionView(bool Demo, LocalText Company, string Version)
{
    private static readonly string Running =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The user; absent while nobody is signed in.</summary>
    public SessionUser? User { get; init; }

    /// <summary>Demo users to choose from; absent outside the demo.</summary>
    public IReadOnlyList<DemoUserView>? DemoUsers { get; init; }

    /// <summary>The server's clock, where it is not the machine's: in a replay.</summary>
    public ClockPace? Clock { get; init; }

    /// <summary>What a request sees.</summary>
    public static SessionView Of(HttpContext context, Caller? caller)
    {
        var services = context.RequestServices;
        var demo = services.GetRequiredService<DemoDatabase>();
        var company = demo.IsDemo ? DemoDatabase.Company : services.GetRequiredService<DispatchOptions>().Company;
        var offered = demo.OffersSignIn(context);
        var time = services.GetRequiredService<TimeProvider>();
        return new(offered, company, Running)
        {
            Clock = time.SpeedIfPaced() is { } speed ? new(time.Now(), speed) : null,
            User = caller is null ? null : SessionUser.Of(caller),
            DemoUsers = offered ? [.. Api.Demo.DemoUsers.All.Select(DemoUserView.Of)] : null,
        };
    }
}

/// <summary>A clock that runs at a pace of its own.</summary>
/// <param name="At">What it shows.</param>
/// <param name="Speed">Seconds that pass on it in one of the viewer's.</param>
public sealed record ClockPace(DateTimeOffset At, double Speed);

/// <summary>The signed-in user.</summary>
/// <param name="Org">Org path that bounds what he reaches.</param>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
public sealed record SessionUser(string Id, LocalText Name, IReadOnlyList<Role> Roles, string Org, string Language)
{
    /// <summary>Team of an agent.</summary>
    public string? Team { get; init; }

    /// <summary>Engineer that the user is.</summary>
    public string? Engineer { get; init; }

    /// <summary>The one ticket that a customer's link opens.</summary>
    public string? Ticket { get; init; }

    /// <summary>A caller as his own session shows him.</summary>
    public static SessionUser Of(Caller caller) => new(caller.Id, caller.Name, caller.Roles, caller.Org, caller.Language ?? "zh")
    {
        Team = caller.Team,
        Engineer = caller.Engineer,
        Ticket = caller.Ticket,
    };
}

/// <summary>One button of one-click sign-in.</summary>
public sealed record DemoUserView(string Id, LocalText Name, Role Role, LocalText Title)
{
    /// <summary>The button of a demo user.</summary>
    public static DemoUserView Of((CreatePrincipal Create, LocalText Title) user) =>
        new(user.Create.Id, user.Create.Name, user.Create.Roles[0], user.Title);
}
