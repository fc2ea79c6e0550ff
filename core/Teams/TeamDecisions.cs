using System.Collections.Immutable;

namespace Dispatch.Teams;

/// <summary>What a team decides: who is on it, who is at work, who gets which step.</summary>
public static class TeamDecisions
{
    private const int MostCapacity = 50;

    /// <summary>Times their capacity that a person may be given by force: a flood of escalations must not bury a lead while colleagues are free.</summary>
    private const int MostForced = 2;

    /// <summary>Decides a command of a person.</summary>
    public static Decision Decide(Team team, TeamCommand command) => command switch
    {
        EstablishTeam c => Fits(team, Establish(team, c)),
        _ when team.Name is null => Decision.Reject(RejectionCode.TeamUnknown, ("team", team.Id)),
        AddMember c => Fits(team, Add(team, c)),
        RemoveMember c => Remove(team, c),
        SetPresence c => SetPresence(team, c),
        SetReporting c => Fits(team, SetReporting(team, c)),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
    };

    /// <summary>
    /// Decides one batch: what was released leaves its holders, what the tickets acknowledged is noted, and free
    /// people get what waits, most urgent first, then oldest.
    /// </summary>
    /// <param name="waiting">Ordered as <see cref="WaitingOrder"/> orders.</param>
    public static Decision Drain(
        Team team, IEnumerable<WaitingStep> waiting, IReadOnlyCollection<StepRef> released, IReadOnlyCollection<StepRef> acknowledged)
    {
        var events = new List<DomainEvent>();
        var freed = released.Where(step => team.HolderOf(step) is not null).Distinct().Order().ToImmutableArray();
        if (freed.Length > 0)
            Note(new StepsReleased(freed));
        var known = acknowledged.Where(step => team.HolderOf(step)?.Offered.Contains(step) is true).Distinct().Order().ToImmutableArray();
        if (known.Length > 0)
            Note(new StepsAcknowledged(known));
        var assigned = Matching.Match(team, waiting);
        if (assigned.Length > 0)
            Note(new StepsAssigned(assigned));
        return Decision.Accept(events);

        void Note(TeamEvent @event)
        {
            events.Add(@event);
            team = team.Apply(@event);
        }
    }

    /// <summary>A person takes a step, by claim or by a dispatcher's hand. Repeating it changes nothing.</summary>
    /// <param name="forced">A dispatcher may overfill a person up to twice their capacity or take a step from another, but not give work to somebody absent, nor, except to whoever leads, to somebody without the skill.</param>
    public static Decision Take(Team team, WaitingStep waiting, string person, bool forced)
    {
        if (team.MemberOf(person) is not { } member)
            return Decision.Reject(RejectionCode.MemberUnknown, ("person", person), ("team", team.Id));
        var holder = team.HolderOf(waiting.Step);
        if (holder?.Person == person)
            return Decision.Accept();
        if (!member.Present)
            return Decision.Reject(RejectionCode.MemberAbsent, ("person", person));
        if (!forced && holder is not null)
            return Decision.Reject(RejectionCode.StepHeldByOther, ("person", holder.Person));
        var most = forced ? member.Capacity * MostForced : member.Capacity;
        if (member.Load >= most)
            return Decision.Reject(RejectionCode.MemberFull, ("person", person), ("capacity", most));
        if (!member.Masters(waiting.Skills) && !(forced && (person == team.Lead || person == team.ActingLead?.Person)))
            return Decision.Reject(
                RejectionCode.MemberLacksSkill, ("person", person), ("skill", waiting.Skills.First(need => !member.Masters([need])).Id));
        var assigned = new StepsAssigned([new(waiting.Step, person)]);
        var taken = holder is null ? Decision.Accept(assigned) : Decision.Accept(new StepsReleased([waiting.Step]), assigned);
        return member.Load < member.Capacity ? taken : Fits(team, taken);
    }

    /// <summary>A team that could outgrow its snapshot is refused before it does. One that is too large already may only shrink.</summary>
    private static Decision Fits(Team team, Decision decision)
    {
        var next = decision.Events.Cast<TeamEvent>().Aggregate(team, (state, @event) => state.Apply(@event));
        return TeamSize.AtMost(next) is var size && size > TeamSize.Most && size > TeamSize.AtMost(team)
            ? Decision.Reject(RejectionCode.TeamTooLarge, ("members", next.Members.Length), ("steps", TeamSize.Steps(next)), ("bytes", size), ("most", TeamSize.Most))
            : decision;
    }

    private static Decision Establish(Team team, EstablishTeam c) =>
        (team.Name, team.Org, team.Parent, team.Lead, team.TimeZone) == (c.Name, c.Org, c.Parent, c.Lead, c.TimeZone)
            ? Decision.Accept()
            : c.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
                ? Decision.Reject(Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", zone)).At("$.timeZone"))
                : Decision.Accept(new TeamEstablished(c.Name, c.Org, c.Parent, c.Lead, c.TimeZone));

    private static Decision Add(Team team, AddMember c)
    {
        if (c.Capacity is < 1 or > MostCapacity)
            return Decision.Reject(RejectionCode.CapacityOutOfRange, ("most", MostCapacity));
        return team.MemberOf(c.Person) is { } member
            && (member.Name, member.Capacity) == (c.Name, c.Capacity) && member.Skills.SequenceEqual(c.Skills)
            ? Decision.Accept()
            : Decision.Accept(new MemberJoined(c.Person, c.Name, c.Skills, c.Capacity));
    }

    private static Decision Remove(Team team, RemoveMember c) => team.MemberOf(c.Person) switch
    {
        null => Decision.Accept(),
        { Load: > 0 } member => Decision.Reject(RejectionCode.MemberHoldsSteps, ("person", c.Person), ("steps", member.Load)),
        _ => Decision.Accept(new MemberLeft(c.Person)),
    };

    private static Decision SetPresence(Team team, SetPresence c) => team.MemberOf(c.Person) switch
    {
        null => Decision.Reject(RejectionCode.MemberUnknown, ("person", c.Person), ("team", team.Id)),
        { } member when member.Present == c.Present => Decision.Accept(),
        _ => Decision.Accept(new MemberPresenceChanged(c.Person, c.Present)),
    };

    private static Decision SetReporting(Team team, SetReporting c)
    {
        if (team.MemberOf(c.Person) is not { } member)
            return Decision.Reject(RejectionCode.MemberUnknown, ("person", c.Person), ("team", team.Id));
        if (c.StandIn is { } standIn && (standIn == c.Person || team.MemberOf(standIn) is null))
            return Decision.Reject(Rejection.Of(RejectionCode.StandInUnsuitable, ("person", standIn), ("team", team.Id)).At("$.standIn"));
        if (c.Manager == c.Person)
            return Decision.Reject(Rejection.Of(RejectionCode.ManagerUnsuitable, ("person", c.Person)).At("$.manager"));
        return (member.Manager, member.StandIn) == (c.Manager, c.StandIn)
            ? Decision.Accept()
            : Decision.Accept(new MemberReportingSet(c.Person, c.Manager, c.StandIn));
    }
}
