using System.Runtime.CompilerServices;
using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Dispatch.Sla;
using Dispatch.Teams;
using Orleans;

namespace Dispatch.Silo.Notices;

/// <summary>Finds out who is told: the first of a chain who is at work, else the first who can sign in at all, else the administrators.</summary>
/// <remarks>
/// The chain of an assignee, and of somebody named, goes on to the lead of the ticket's team; that of a lead to the stand-in, to the lead's manager, and to the
/// lead of the team above. A person counts only who can sign in and whose scope holds the ticket. Nobody is known to be away who is on none
/// of the teams asked: managers count as being at work.
/// </remarks>
public sealed class NoticeReceivers(IGrainFactory grains, PrincipalStore principals)
{
    /// <summary>Teams above one another that are asked at most.</summary>
    private const int MostTeams = 8;

    /// <summary>Principals that are told; empty when nobody can be.</summary>
    public async Task<IReadOnlyList<string>> Of(Notice notice, CancellationToken cancellationToken)
    {
        string? away = null;
        await foreach (var (person, present) in Chain(notice, cancellationToken))
        {
            if (!await IsReached(person, notice.Org, cancellationToken))
                continue;
            if (present)
                return [person];
            away ??= person;
        }
        return away is not null ? [away] : await Administrators(notice.Org, cancellationToken);
    }

    private async IAsyncEnumerable<(string Person, bool Present)> Chain(Notice notice, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (notice.To is { Kind: ReceiverKind.Person, Id: { } named })
            yield return (named, true);
        var next = notice.To.Kind is ReceiverKind.Team ? notice.To.Id : notice.Team;
        for (var asked = 0; next is not null && asked < MostTeams; asked++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var team = (await grains.GetGrain<ITeamGrain>($"{Team.Kind}/{next}").Describe()).Team;
            var receiver = asked is 0 ? notice.To.Kind : ReceiverKind.Lead;
            foreach (var person in Chain(team, receiver, notice.Assignee))
                yield return (person, team.MemberOf(person)?.Present ?? true);
            next = team.Parent;
        }
    }

    private static IEnumerable<string> Chain(Team team, ReceiverKind receiver, string? assignee)
    {
        if (receiver is ReceiverKind.Assignee && assignee is not null)
        {
            yield return assignee;
            if (team.MemberOf(assignee)?.StandIn is { } standIn)
                yield return standIn;
        }
        if (team.Lead is not { } lead)
            yield break;
        if (receiver is not ReceiverKind.Manager)
        {
            yield return lead;
            if (team.MemberOf(lead)?.StandIn is { } standIn)
                yield return standIn;
        }
        if (team.MemberOf(lead)?.Manager is { } manager)
            yield return manager;
    }

    private async Task<bool> IsReached(string person, string org, CancellationToken cancellationToken) =>
        await principals.Find(person, cancellationToken) is { } principal && IsReached(principal, org);

    private async Task<IReadOnlyList<string>> Administrators(string org, CancellationToken cancellationToken) =>
        [.. (await principals.All(cancellationToken)).Where(each => each.Roles.Contains(Role.Admin) && IsReached(each, org)).Select(each => each.Id)];

    private static bool IsReached(Principal principal, string org) => !principal.Disabled && OrgPath.Holds(principal.Org, org);
}
