using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Teams;

/// <summary>A desk: people who take steps of tickets from one queue. The queue itself is ticket rows; the team owns who holds what.</summary>
public sealed record Team(string Id) : IEntity<Team, TeamEvent>
{
    /// <inheritdoc />
    public static string Kind => "team";

    /// <inheritdoc />
    public static int Shape => 2;

    /// <inheritdoc />
    public static Team Initial(string id) => new(id);

    /// <inheritdoc />
    public string Org { get; init; } = "";

    /// <summary>What users call it; null until it is established.</summary>
    public LocalText? Name { get; init; }

    /// <summary>Team above this one, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>Person who leads it: escalations go there.</summary>
    public string? Lead { get; init; }

    /// <summary>IANA time zone of its wall clock, or null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Members, ordered by person id.</summary>
    public ImmutableArray<Member> Members { get; init; } = [];

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => null;

    /// <summary>A member by person id, or null.</summary>
    public Member? MemberOf(string person) => Members.FirstOrDefault(member => member.Person == person);

    /// <summary>Who holds a step, or null.</summary>
    public Member? HolderOf(StepRef step) => Members.FirstOrDefault(member => member.Holds(step));

    /// <summary>Who leads at the moment: the lead, or while the lead is away the lead's stand-in; null while both are away or nobody leads.</summary>
    [JsonIgnore]
    public Member? ActingLead => Lead is null || MemberOf(Lead) is not { } lead ? null
        : lead.Present ? lead
        : lead.StandIn is { } other && MemberOf(other) is { Present: true } standIn ? standIn
        : null;

    /// <inheritdoc />
    public Team Apply(TeamEvent @event) => @event switch
    {
        TeamEstablished e => this with { Name = e.Name, Org = e.Org, Parent = e.Parent, Lead = e.Lead, TimeZone = e.TimeZone },
        MemberJoined e => Join(e),
        MemberLeft e => this with
        {
            Members = [.. Members.Where(member => member.Person != e.Person).Select(member => member.StandIn == e.Person ? member with { StandIn = null } : member)],
        },
        MemberPresenceChanged e => With(e.Person, member => member with { Present = e.Present }),
        MemberReportingSet e => With(e.Person, member => member with { Manager = e.Manager, StandIn = e.StandIn }),
        StepsAssigned e => e.Steps.Aggregate(this, (team, step) => team.With(step.Person, member => member.Take(step.Step))),
        StepsAcknowledged e => e.Steps.Aggregate(this, (team, step) => team.WithHolder(step, member => member.Acknowledge(step))),
        StepsReleased e => e.Steps.Aggregate(this, (team, step) => team.WithHolder(step, member => member.Release(step))),
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    private Team Join(MemberJoined e)
    {
        var member = (MemberOf(e.Person) ?? new Member(e.Person)) with { Name = e.Name, Skills = e.Skills, Capacity = e.Capacity };
        var others = Members.RemoveAll(other => other.Person == e.Person);
        return this with { Members = [.. others.Add(member).OrderBy(each => each.Person, StringComparer.Ordinal)] };
    }

    private Team With(string person, Func<Member, Member> change) =>
        this with { Members = [.. Members.Select(member => member.Person == person ? change(member) : member)] };

    private Team WithHolder(StepRef step, Func<Member, Member> change) =>
        HolderOf(step) is { } holder ? With(holder.Person, change) : this;
}
