using System.Text.Json;

namespace Dispatch.Teams;

/// <summary>How large a team's snapshot can become: what it is made of, with everybody's hands full.</summary>
internal static class TeamSize
{
    /// <summary>Bytes that a snapshot may have.</summary>
    public const int Most = 16 * 1024;

    /// <summary>Bytes of a step in hand: a ticket's id of 13 characters, a step instance up to s99999, quotes, colon and comma.</summary>
    private const int StepBytes = 23;

    /// <summary>Bytes of the snapshot when every member holds as much as allowed, or as much as by a dispatcher's hand already.</summary>
    public static int AtMost(Team team)
    {
        var bare = team with { Members = [.. team.Members.Select(member => member with { Held = [], Offered = [], Present = false })] };
        return JsonSerializer.SerializeToUtf8Bytes(bare, DispatchJson.Stored).Length + StepBytes * Steps(team);
    }

    /// <summary>Steps that the members can hold together.</summary>
    public static int Steps(Team team) => team.Members.Sum(member => Math.Max(member.Capacity, member.Load));
}
