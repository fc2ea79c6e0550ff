using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Dispatch.Grains.Journal;
using Dispatch.Teams;

namespace Dispatch.Silo.Lists;

/// <summary>The durable team queues over either database.</summary>
public sealed class SqlWaitingSteps(IReadConnections connections) : IWaitingSteps
{
    /// <inheritdoc />
    public Task<IReadOnlyList<WaitingStep>> Of(string team, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<WaitingStep>>(async connection =>
        {
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
                """
                select w.ticket, w.step, r.priority, w.since, w.skills
                from waiting_step w join ticket_row r on r.id = w.ticket
                where w.team = @team order by w.since, w.ticket, w.step
                """,
                new { team }, cancellationToken: cancellationToken));
            var steps = new List<WaitingStep>();
            while (await reader.ReadAsync(cancellationToken))
                steps.Add(new(
                    new(reader.GetString(0), reader.GetString(1)),
                    Enum.Parse<Priority>(reader.GetString(2), ignoreCase: true),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                    ParseSkills(reader.GetString(4))));
            return steps;
        }, cancellationToken);

    // The form that WaitingStepRow documents: id:level, parted by blanks.
    private static ImmutableArray<Skill> ParseSkills(string skills) =>
    [
        .. skills.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(skill =>
            new Skill(skill[..skill.LastIndexOf(':')], int.Parse(skill.AsSpan(skill.LastIndexOf(':') + 1), CultureInfo.InvariantCulture))),
    ];
}
