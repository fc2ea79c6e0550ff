using System.Collections.Immutable;

namespace Dispatch.Teams;

/// <summary>The order of a queue: most urgent first, then oldest, then by name so that it is total.</summary>
public sealed class WaitingOrder : IComparer<WaitingStep>
{
    /// <summary>The only instance.</summary>
    public static WaitingOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(WaitingStep? x, WaitingStep? y)
    {
        if (x is null || y is null)
            return Comparer<bool>.Default.Compare(x is not null, y is not null);
        var byPriority = y.Priority.CompareTo(x.Priority);
        var byAge = byPriority != 0 ? byPriority : x.Since.CompareTo(y.Since);
        return byAge != 0 ? byAge : x.Step.CompareTo(y.Step);
    }
}

/// <summary>Gives waiting steps to free people.</summary>
public static class Matching
{
    /// <summary>
    /// Walks the queue once in its order; each step goes to the free member who masters it and has the smallest share
    /// of capacity in use, then the fewest skill levels to spare, so that specialists stay free for what only they can do.
    /// </summary>
    /// <remarks>Stops as soon as nobody is free; O(queue × members) at worst.</remarks>
    public static ImmutableArray<AssignedStep> Match(Team team, IEnumerable<WaitingStep> waiting)
    {
        var free = team.Members.Where(member => member.Free).ToList();
        var assigned = ImmutableArray.CreateBuilder<AssignedStep>();
        foreach (var step in waiting)
        {
            if (free.Count is 0)
                break;
            if (Best(free, step) is not { } member)
                continue;
            assigned.Add(new(step.Step, member.Person));
            free.Remove(member);
            var busier = member.Take(step.Step);
            if (busier.Free)
                free.Add(busier);
        }
        return assigned.ToImmutable();
    }

    private static Member? Best(List<Member> free, WaitingStep step) => free
        .Where(member => member.Masters(step.Skills))
        .OrderBy(member => (double)member.Load / member.Capacity)
        .ThenBy(member => Spare(member, step.Skills))
        .ThenBy(member => member.Person, StringComparer.Ordinal)
        .FirstOrDefault();

    private static int Spare(Member member, ImmutableArray<Skill> needed) =>
        member.Skills.Sum(skill => skill.Level) - needed.Sum(need => need.Level);
}
