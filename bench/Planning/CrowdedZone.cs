using Dispatch.Engineers;
using Dispatch.Matching;
using Dispatch.Planning;

namespace Dispatch.Bench;

/// <summary>A zone of a large city whose engineers have a full day: filled by the matching that the service uses.</summary>
internal sealed class CrowdedZone
{
    private const string Zone = "city";
    private const double Width = 0.35;
    private static readonly string[] Trades = ["cooling", "washing", "gas", "electrics"];

    private readonly Random random;
    private readonly DateOnly date;
    private readonly List<EngineerPlan> plans = [];
    private readonly List<(string Engineer, Visit Visit)> promised = [];
    private int jobs;

    public CrowdedZone(int engineers, ShiftPattern shift, DateOnly date, int seed)
    {
        (random, this.date) = (new(seed), date);
        for (var i = 0; i < engineers; i++)
        {
            var profile = new EngineerProfile($"e{i:000}", new($"工程师{i}", $"Engineer {i}"), "company", [new(Trades[i % 4], 2 + i % 3), new(Trades[(i + 1) % 4], 1 + i % 4)], Somewhere(), [Zone], shift)
            {
                MaxVisitsPerDay = 12,
            };
            plans.Add(new(Engineer.Initial(profile.Id).Apply(new EngineerRegistered(profile)), []));
        }
    }

    /// <summary>Everybody and what he has promised.</summary>
    public IReadOnlyList<EngineerPlan> Plans => plans;

    /// <summary>Plans jobs one after the other, each where the matching proposes it.</summary>
    /// <returns>How many found a place.</returns>
    public int Fill(int count, DateTimeOffset now)
    {
        for (var i = 0; i < count; i++)
        {
            if (Matcher.Propose(Job(), plans, now, MatchOptions.Default).Candidates is not [var best, ..])
                continue;
            var at = plans.FindIndex(plan => plan.Engineer.Profile!.Id == best.Engineer);
            var day = plans[at].Days is [var known] ? known : new EngineerDay(best.Engineer, date);
            var visit = new Visit($"t{i}/w1", 1, best.Stop, VisitState.Accepted);
            plans[at] = plans[at] with { Days = [day with { Visits = [.. day.Visits.Append(visit).OrderBy(each => each.Stop.Start)] }] };
            promised.Add((best.Engineer, visit));
        }
        return promised.Count;
    }

    /// <summary>A new job, anywhere in the zone, to be begun within that day.</summary>
    public Job Job() => JobAt($"n{jobs++}/w1", Somewhere());

    /// <summary>A promised visit, and somebody who might have it instead.</summary>
    public (Job Job, PresentVisit Present, EngineerPlan To) Move()
    {
        var (engineer, visit) = promised[random.Next(promised.Count)];
        var from = plans.First(plan => plan.Engineer.Profile!.Id == engineer);
        return (
            JobAt(visit.Job, visit.Stop.Place), new(from.Days[0], from.Engineer.TermsOn(date, TravelModel.City), visit.Stop, SpareLevels: 0), plans[random.Next(plans.Count)]);
    }

    /// <summary>The baseline: the way to a place from every visit and every home.</summary>
    public TimeSpan Ways(Place place)
    {
        var sum = TimeSpan.Zero;
        foreach (var plan in plans)
        {
            sum += TravelModel.City.Between(plan.Engineer.Profile!.Home, place);
            foreach (var day in plan.Days)
                foreach (var visit in day.Visits)
                    sum += TravelModel.City.Between(visit.Stop.Place, place);
        }
        return sum;
    }

    private Job JobAt(string id, Place place) => new(id, Zone, place, TimeSpan.FromMinutes(random.Next(6, 12) * 5), new(date.ToDateTime(new(0, 0), DateTimeKind.Utc), date.ToDateTime(new(11, 0), DateTimeKind.Utc)))
    {
        Skills = [new(Trades[random.Next(4)], random.Next(1, 4))],
        DueAt = date.ToDateTime(new(5, 0), DateTimeKind.Utc),
    };

    private Place Somewhere() => new(121.3 + random.NextDouble() * Width, 31.05 + random.NextDouble() * Width);
}
