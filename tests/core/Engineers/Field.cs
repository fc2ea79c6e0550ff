using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;

namespace Dispatch.Tests.Core.Engineers;

/// <summary>A small world for tests about field work: Monday 2 March 2026 in Shanghai, one kilometre a minute.</summary>
internal static class Field
{
    public static readonly DateOnly Monday = new(2026, 3, 2);
    public const string Org = "acme/east/field";
    public static readonly Place Home = new(121.40, 31.20);

    /// <summary>60 km/h as the crow flies: a kilometre is a minute.</summary>
    public static readonly TravelModel KilometreAMinute = new(60, 1);

    public static readonly MatchOptions Options = MatchOptions.Default with { Travel = KilometreAMinute };

    public static readonly ShiftPattern NineToSix = new("Asia/Shanghai",
        [.. Enumerable.Range(1, 5).Select(day => new WorkingHours((DayOfWeek)day, new(new(9, 0), new(18, 0))))]);

    /// <summary>An instant of that Monday on Shanghai's wall clock.</summary>
    public static DateTimeOffset At(int hour, int minute = 0, int second = 0) =>
        new DateTimeOffset(2026, 3, 2, hour, minute, second, TimeSpan.FromHours(8)).ToUniversalTime();

    /// <summary>A place this many kilometres north of home.</summary>
    public static Place North(double kilometres) => Home with { Latitude = Home.Latitude + kilometres / 111.195 };

    public static EngineerProfile Profile(string id = "li.wei", params Skill[] skills) =>
        new(id, new("李伟", "Li Wei"), Org, skills, Home, ["east"], NineToSix);

    public static Engineer Registered(EngineerProfile profile) => Engineer.Initial(profile.Id).Apply(new EngineerRegistered(profile));

    public static DayTerms Terms(params Window[] shift) =>
        new(shift is [] ? [new(At(9), At(18))] : shift, Home, KilometreAMinute, MaxVisits: 8);

    public static Stop StopAt(int hour, int minute, int minutes, double north = 0) =>
        new(North(north), At(hour, minute), At(hour, minute).AddMinutes(minutes));

    public static Job JobIn(Window window, double north = 0, int minutes = 60, string id = "t1/w1") =>
        new(id, "east", North(north), TimeSpan.FromMinutes(minutes), window);

    public static TState Fold<TState, TEvent>(this Decision decision, TState state, Func<TState, TEvent, TState> apply) where TEvent : DomainEvent
    {
        Assert.Null(decision.Rejection);
        return decision.Events.Cast<TEvent>().Aggregate(state, apply);
    }

    /// <summary>State as it comes back from storage, which is what a restarted process sees.</summary>
    public static T Stored<T>(this T state) =>
        System.Text.Json.JsonSerializer.Deserialize<T>(System.Text.Json.JsonSerializer.Serialize(state, DispatchJson.Stored), DispatchJson.Stored)!;

    /// <summary>JSON, for comparing what holds lists.</summary>
    public static string Json<T>(this T state) => System.Text.Json.JsonSerializer.Serialize(state, DispatchJson.Stored);
}
