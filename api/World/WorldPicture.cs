using System.Collections.Concurrent;
using System.Text.Json;
using Dispatch.Api.Feeds;
using Dispatch.Engineers;
using Dispatch.Grains.Journal;
using Dispatch.Stock;
using Dispatch.Teams;
using Dispatch.Zones;

namespace Dispatch.Api.World;

/// <summary>Teams, engineers and their days around the present, zones, warehouses and stock as the journal has them, at most a moment old.</summary>
public sealed class WorldPicture(IJournal journal, TimeProvider time) : IFeedFollower
{
    /// <summary>Days that are remembered: a night shift began yesterday, and what is booked ahead becomes today's without any event.</summary>
    private const int DaysBack = 1;

    private const int DaysAhead = 7;

    private readonly ConcurrentDictionary<string, Team> teams = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Engineer> engineers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EngineerDay> days = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Zone> zones = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Warehouse> warehouses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StockItem> stock = new(StringComparer.Ordinal);

    /// <summary>Teams by id.</summary>
    public IReadOnlyDictionary<string, Team> Teams => teams;

    /// <summary>Registered engineers by id.</summary>
    public IReadOnlyDictionary<string, Engineer> Engineers => engineers;

    /// <summary>Zones by id.</summary>
    public IReadOnlyDictionary<string, Zone> Zones => zones;

    /// <summary>Warehouses by id.</summary>
    public IReadOnlyDictionary<string, Warehouse> Warehouses => warehouses;

    /// <summary>Stock by <c>{warehouse}/{part}</c>.</summary>
    public IReadOnlyDictionary<string, StockItem> Stock => stock;

    /// <inheritdoc />
    public async Task Build(CancellationToken cancellationToken)
    {
        await LoadAll(Team.Kind, teams, cancellationToken);
        await LoadAll(Engineer.Kind, engineers, cancellationToken);
        await LoadAll(Zone.Kind, zones, cancellationToken);
        await LoadAll(Warehouse.Kind, warehouses, cancellationToken);
        await LoadAll(StockItem.Kind, stock, cancellationToken);
        days.Clear();
        foreach (var (id, engineer) in engineers)
        {
            for (var date = TodayOf(engineer).AddDays(-DaysBack); IsNear(engineer, date); date = date.AddDays(1))
                await Day(id, date, cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task Follow(IReadOnlyList<JournalEvent> events, CancellationToken cancellationToken)
    {
        foreach (var id in events.Select(each => each.EntityId).Distinct(StringComparer.Ordinal))
        {
            var slash = id.IndexOf('/');
            if (slash > 0)
                await Refresh(id[..slash], id[(slash + 1)..], cancellationToken);
        }
    }

    /// <summary>An engineer's day; those around the present are remembered, others read.</summary>
    public async ValueTask<EngineerDay> Day(string engineer, DateOnly date, CancellationToken cancellationToken)
    {
        var id = DayId(engineer, date);
        if (days.TryGetValue(id, out var known))
            return known;
        var day = await Load<EngineerDay>(EngineerDay.Kind, id, cancellationToken) ?? EngineerDay.Initial(id);
        if (engineers.TryGetValue(engineer, out var one) && IsNear(one, date))
            days[id] = day;
        return day;
    }

    /// <summary>What an engineer's day holds as remembered, without reading; nothing for days far from the present.</summary>
    public IEnumerable<Visit> VisitsOn(string engineer, DateOnly date) =>
        days.TryGetValue(DayId(engineer, date), out var day) ? day.Visits : [];

    /// <summary>The date on an engineer's wall clock.</summary>
    public DateOnly TodayOf(Engineer engineer) => engineer.Profile!.Shift.DateAt(time.Now());

    private async Task Refresh(string kind, string id, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case "team":
                await Refresh(kind, id, teams, cancellationToken);
                break;
            case "engineer":
                await Refresh(kind, id, engineers, cancellationToken);
                break;
            case "warehouse":
                await Refresh(kind, id, warehouses, cancellationToken);
                break;
            case "stock":
                await Refresh(kind, id, stock, cancellationToken);
                break;
            case "zone":
                await Refresh(kind, id, zones, cancellationToken);
                break;
            case "engineer-day":
                await RefreshDay(id, cancellationToken);
                break;
        }
    }

    private bool IsNear(Engineer engineer, DateOnly date) =>
        TodayOf(engineer) is var today && date >= today.AddDays(-DaysBack) && date <= today.AddDays(DaysAhead);

    /// <summary>Days around the present are kept, the one that lies behind falls out, others are read when somebody asks.</summary>
    private async Task RefreshDay(string id, CancellationToken cancellationToken)
    {
        var changed = EngineerDay.Initial(id);
        if (!engineers.TryGetValue(changed.Engineer, out var engineer))
            return;
        days.TryRemove(DayId(changed.Engineer, TodayOf(engineer).AddDays(-DaysBack - 1)), out _);
        if (IsNear(engineer, changed.Date))
            await Refresh(EngineerDay.Kind, id, days, cancellationToken);
    }

    private async Task Refresh<T>(string kind, string id, ConcurrentDictionary<string, T> into, CancellationToken cancellationToken) where T : class
    {
        if (await Load<T>(kind, id, cancellationToken) is { } state)
            into[id] = state;
    }

    private async Task LoadAll<T>(string kind, ConcurrentDictionary<string, T> into, CancellationToken cancellationToken)
    {
        foreach (var stored in await journal.LoadAll(kind, cancellationToken))
            into[stored.Id[(kind.Length + 1)..]] = JsonSerializer.Deserialize<T>(stored.State.Span, DispatchJson.Stored)!;
    }

    private async Task<T?> Load<T>(string kind, string id, CancellationToken cancellationToken) where T : class =>
        await journal.Load($"{kind}/{id}", cancellationToken) is { } stored
            ? JsonSerializer.Deserialize<T>(stored.State.Span, DispatchJson.Stored)
            : null;

    private static string DayId(string engineer, DateOnly date) => $"{engineer}/{date:yyyy-MM-dd}";
}
