using Dispatch.Engineers;
using Dispatch.Matching;
using Orleans;

namespace Dispatch.Grains;

/// <summary>What a zone knows of its engineers: a cache, filled by asking and kept fresh by their news.</summary>
internal sealed class ZoneCrew(IGrainFactory grains, Func<DateTimeOffset> now)
{
    private readonly SortedDictionary<string, Engineer> engineers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<DateOnly, Snapshot<EngineerDay>>> days = new(StringComparer.Ordinal);

    /// <summary>Everybody and what he has promised, by id.</summary>
    public IEnumerable<EngineerPlan> Plans => engineers.Select(entry => new EngineerPlan(entry.Value, DaysOf(entry.Key)));

    /// <summary>Asks those who are not known yet.</summary>
    public async Task Know(IReadOnlyList<string> ids)
    {
        string[] unknown = [.. ids.Where(id => !engineers.ContainsKey(id))];
        if (unknown.Length > 0)
            await Task.WhenAll(unknown.Select(Refresh));
    }

    /// <summary>Asks one and his open days anew.</summary>
    public async Task Refresh(string id)
    {
        if (await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Describe() is not { State: var engineer })
        {
            Forget(id);
            return;
        }
        engineers[id] = engineer;
        days.Remove(id);
        var yesterday = DateOnly.FromDateTime(now().UtcDateTime).AddDays(-1);
        foreach (var day in await Task.WhenAll(engineer.OpenDays.Where(date => date >= yesterday).Select(date => Ask(id, date))))
            Learn(day);
    }

    /// <summary>Notes a day, unless a later version of it is known.</summary>
    public void Learn(Snapshot<EngineerDay> day)
    {
        if (!engineers.ContainsKey(day.State.Engineer))
            return;
        if (!days.TryGetValue(day.State.Engineer, out var known))
            days.Add(day.State.Engineer, known = []);
        if (!known.TryGetValue(day.State.Date, out var before) || before.Version < day.Version)
            known[day.State.Date] = day;
        while (known.First().Key < DateOnly.FromDateTime(now().UtcDateTime).AddDays(-1))
            known.Remove(known.First().Key);
    }

    /// <summary>Whether one serves a zone.</summary>
    public bool Serves(string id, string zone) =>
        engineers.TryGetValue(id, out var engineer) && engineer.Profile!.Zones.Contains(zone, StringComparer.Ordinal);

    /// <summary>One no longer serves the zone.</summary>
    public void Forget(string id)
    {
        engineers.Remove(id);
        days.Remove(id);
    }

    private IReadOnlyList<EngineerDay> DaysOf(string id) => days.TryGetValue(id, out var known) ? [.. known.Values.Select(day => day.State)] : [];

    private Task<Snapshot<EngineerDay>> Ask(string id, DateOnly date) =>
        grains.GetGrain<IEngineerDayGrain>($"{EngineerDay.Kind}/{id}/{date:O}").Describe();
}
