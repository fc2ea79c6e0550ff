using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Configuration;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Matching;
using Dispatch.Planning;
using Dispatch.Stock;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.Grains.Field;

/// <summary>Engineers, zones and warehouses under a clock that moves only when told to: Monday 2 March 2026, 08:00 in Shanghai.</summary>
internal sealed class FieldWorld : IDisposable
{
    public static readonly DateOnly Monday = new(2026, 3, 2);
    public static readonly Place Home = new(121.40, 31.20);
    private static readonly MatchOptions Matching = MatchOptions.Default with { Travel = new(60, 1) };

    private readonly GrainHost host;
    private readonly PublishedPrices configuration = new();

    public FieldWorld(int? seed = null) =>
        host = new(At(8), services => services.AddSingleton<IJobNews>(News).AddSingleton<IConfigurationSource>(configuration).AddSingleton(Matching), seed);

    public MemoryJournal Journal => host.Journal;

    public RecordedNews News { get; } = new();

    /// <summary>How often work left the one thread, on the engine that has one.</summary>
    public long Strays => host.Strays;

    public static DateTimeOffset At(int hour, int minute = 0) => new DateTimeOffset(2026, 3, 2, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();

    public static Stop StopAt(int hour, int minutes = 60) => new(Home, At(hour), At(hour).AddMinutes(minutes));

    public static Job JobOf(string id, params PartNeed[] parts) =>
        new(id, "east", Home, TimeSpan.FromHours(1), new(At(9), At(18))) { Skills = [new("fridge", 2)], Parts = parts };

    public static EngineerProfile Profile(string id) => new(id, new("李伟", "Li Wei"), "acme/east/field", [new("fridge", 3)], Home, ["east"],
        new("Asia/Shanghai", [.. Enumerable.Range(1, 5).Select(day => new WorkingHours((DayOfWeek)day, new(new(9, 0), new(18, 0))))]));

    public T Run<T>(Func<Task<T>> work) => host.Run(work);

    public void Run(Func<Task> work) => host.Run(work);

    /// <summary>Lets time pass, waking entities at their instants as the clock does.</summary>
    public void Pass(TimeSpan span)
    {
        var until = host.Now + span;
        while (Journal.NextDue is { WakeAt: { } wake } due && wake <= until)
        {
            host.AdvanceTo(wake);
            Run(() => Wakeable(due).Wake());
        }
        host.AdvanceTo(until);
    }

    /// <summary>Lets everything end that needs no time.</summary>
    public void Settle() => host.Settle();

    /// <summary>Whatever runs grains dies, and starts anew.</summary>
    public void Crash() => host.Crash();

    public IEngineerGrain Engineer(string id) => host.Grains.GetGrain<IEngineerGrain>($"engineer/{id}");

    public IEngineerDayGrain Day(string engineer) => host.Grains.GetGrain<IEngineerDayGrain>(DayKey(engineer));

    public static string DayKey(string engineer) => $"engineer-day/{engineer}/2026-03-02";

    public IZoneGrain Zone => host.Grains.GetGrain<IZoneGrain>("zone/east");

    public IStockGrain Stock(string warehouse, string part) => host.Grains.GetGrain<IStockGrain>($"stock/{warehouse}/{part}");

    /// <summary>A zone around home with these engineers, told and settled.</summary>
    public FieldWorld WithEast(params string[] engineers)
    {
        using var area = JsonDocument.Parse("""{"type":"Polygon","coordinates":[[[121,31],[122,31],[122,32],[121,32],[121,31]]]}""");
        Run(() => Zone.Handle(new DefineZone(new("东区", "East"), "acme/east", area.RootElement.Clone(), ["near", "far"]), Origin.System));
        foreach (var engineer in engineers)
            Run(() => Engineer(engineer).Handle(new RegisterEngineer(Profile(engineer)), Origin.System));
        Pass(TimeSpan.FromSeconds(1));
        return this;
    }

    /// <summary>Other prices than those as shipped come into force.</summary>
    public void Publish(DispatchPrices prices) => configuration.Publish(prices);

    /// <summary>Two warehouses, each with so many fans.</summary>
    public FieldWorld WithFans(int near, int far)
    {
        Supply("near", Home with { Latitude = 31.21 }, near);
        Supply("far", Home with { Latitude = 31.30 }, far);
        return this;
    }

    public void Dispose() => host.Dispose();

    private void Supply(string warehouse, Place place, int fans)
    {
        Run(() => host.Grains.GetGrain<IWarehouseGrain>($"warehouse/{warehouse}").Define(new(new(warehouse, warehouse), "acme/east", place), Origin.System));
        Run(() => Stock(warehouse, "fan").Handle(new DefineStock("acme/east"), Origin.System));
        if (fans > 0)
            Run(() => Stock(warehouse, "fan").Handle(new ReceiveStock(fans), Origin.System));
    }

    private IWakeable Wakeable(DueEntity due) => due.Kind switch
    {
        "engineer" => host.Grains.GetGrain<IEngineerGrain>(due.EntityId),
        "engineer-day" => host.Grains.GetGrain<IEngineerDayGrain>(due.EntityId),
        "zone" => host.Grains.GetGrain<IZoneGrain>(due.EntityId),
        "stock" => host.Grains.GetGrain<IStockGrain>(due.EntityId),
        _ => throw new NotSupportedException($"{due.Kind} is never woken."),
    };
}

/// <summary>A configuration of prices and nothing else.</summary>
internal sealed class PublishedPrices : IConfigurationSource
{
    public ConfigurationSnapshot Current { get; private set; } = ConfigurationSnapshot.Of(DispatchPricesKind.Instance);

    public Task CatchUp() => Task.CompletedTask;

    public void Publish(DispatchPrices prices) =>
        Current = Current.With(new(DispatchPricesKind.Instance.Name, DispatchPricesKind.DocumentId, Current.CurrentRefs.Count() + 1, JsonBody.Of(prices)));
}

/// <summary>What tickets were told, in order; may be made to fail.</summary>
internal sealed class RecordedNews : IJobNews
{
    private readonly ConcurrentQueue<string> told = [];
    private int failures;

    public IReadOnlyCollection<string> Told => told;

    /// <summary>How many of the next messages get lost.</summary>
    public int Failures { set => failures = value; }

    public Task Lost(string job, int attempt) => Tell($"lost {job} {attempt}");

    public Task Retry(string job) => Tell($"retry {job}");

    private Task Tell(string message)
    {
        if (Interlocked.Decrement(ref failures) >= 0)
            throw new TimeoutException("The ticket did not answer.");
        told.Enqueue(message);
        return Task.CompletedTask;
    }
}

/// <summary>Short ways to read outcomes.</summary>
internal static class Outcomes
{
    public static string? Refusal(this Outcome outcome) => (outcome as Outcome.Rejected)?.Rejection.Code.Value;
}
