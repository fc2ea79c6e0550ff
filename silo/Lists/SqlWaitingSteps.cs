using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using Dispatch.Grains.Journal;
using Dispatch.Teams;

namespace Dispatch.Silo.Lists;

/// <summary>The durable team queues over any connection.</summary>
public sealed class SqlWaitingSteps(IReadConnections connections) : IWaitingSteps
{
    /// <summary>Steps that wait for <c>@team</c>: ticket, step, priority, since, skills.</summary>
    internal const string Sql = """
        select w.ticket, w.step, r.priority, w.since, w.skills
        from waiting_step w join ticket_row r on r.id = w.ticket
        where w.team = @team order by w.since, w.ticket, w.step
        """;

    /// <inheritdoc />
    public Task<IReadOnlyList<WaitingStep>> Of(string team, CancellationToken cancellationToken = default) =>
        connections.Read<IReadOnlyList<WaitingStep>>(async connection =>
        {
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
                Sql,
                new { team }, cancellationToken: cancellationToken));
            var steps = new List<WaitingStep>();
            while (await reader.ReadAsync(cancellationToken))
                steps.Add(Step(reader.GetString(0), reader.GetString(1), reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)), reader.GetString(4)));
            return steps;
        }, cancellationToken);

    /// <summary>A step as a row of <see cref="Sql"/> has it.</summary>
    internal static WaitingStep Step(string ticket, string step, string priority, DateTimeOffset since, string skills) =>
        new(new(ticket, step), Enum.Parse<Priority>(priority, ignoreCase: true), since, ParseSkills(skills));

    // The form that WaitingStepRow documents: id:level, parted by blanks.
    private static ImmutableArray<Skill> ParseSkills(string skills) =>
    [
        .. skills.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(skill =>
            new Skill(skill[..skill.LastIndexOf(':')], int.Parse(skill.AsSpan(skill.LastIndexOf(':') + 1), CultureInfo.InvariantCulture))),
    ];
}
