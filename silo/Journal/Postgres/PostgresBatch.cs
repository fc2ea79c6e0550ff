using Dispatch.Grains.Journal;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>A batch as the arrays that <c>journal_append</c> takes; filled anew for each batch. Columns stand in the function's order.</summary>
internal sealed class PostgresBatch
{
    private readonly NpgsqlParameter<long> now = new();

    private readonly PostgresColumns<Commit> commits = new PostgresColumns<Commit>()
        .Text(commit => commit.EntityId).Text(commit => commit.Kind).Text(commit => commit.Org)
        .Long(commit => commit.ExpectedVersion).Long(commit => commit.ExpectedVersion + commit.Events.Count)
        .Int(commit => commit.Shape).InstantOrNull(commit => commit.WakeAt).Utf8(commit => commit.State);

    private readonly PostgresColumns<Versioned> events = new PostgresColumns<Versioned>()
        .Position(row => row.Position).Text(row => row.Commit.EntityId).Long(row => row.Version)
        .Text(row => row.Event.Kind).Instant(row => row.Event.At).Text(row => row.Commit.Org)
        .Text(row => row.Commit.Origin.Actor).Text(row => row.Commit.Origin.OnBehalfOf)
        .Text(row => row.Commit.Origin.Correlation).Text(row => row.Commit.Origin.Causation)
        .Text(row => row.Event.Config).Utf8(row => row.Event.Body);

    private readonly PostgresColumns<Part<IdempotencyKey>> keys = new PostgresColumns<Part<IdempotencyKey>>()
        .Position(key => key.Position).Text(key => key.Commit.EntityId).Text(key => key.Value.Scope).Text(key => key.Value.Key)
        .Text(key => key.Value.BodyHash).InstantOrNull(key => key.Value.ExpiresAt);

    private readonly PostgresColumns<Part<Content>> contents = new PostgresColumns<Part<Content>>()
        .Position(content => content.Position).Text(content => content.Value.Id).Text(content => content.Value.Subject)
        .Text(content => content.Value.Kind).Text(content => content.Value.Text);

    private readonly PostgresColumns<Part<OutboxMessage>> messages = new PostgresColumns<Part<OutboxMessage>>()
        .Position(message => message.Position).Text(message => message.Commit.EntityId).Text(message => message.Value.Id)
        .Text(message => message.Value.Channel).Instant(message => message.Value.NotBefore).Utf8(message => message.Value.Body);

    private readonly PostgresColumns<Part<TicketRow>> rows = new PostgresColumns<Part<TicketRow>>()
        .Position(row => row.Position)
        .Text(row => row.Value.Id).Text(row => row.Value.Number).Text(row => row.Value.Org).Text(row => row.Value.Status)
        .Text(row => row.Value.Kind).Text(row => row.Value.Channel).Text(row => row.Value.Priority)
        .Text(row => row.Value.Team).Text(row => row.Value.Assignee).Text(row => row.Value.Customer).Text(row => row.Value.Region)
        .Instant(row => row.Value.CreatedAt).Instant(row => row.Value.UpdatedAt).InstantOrNull(row => row.Value.DueAt)
        .Long(row => row.Value.Version).Text(row => row.Value.DueTarget)
        .Bool(row => row.Value.Breached).Int(row => row.Value.EscalationLevel)
        .InstantOrNull(row => row.Value.ResolvedAt).InstantOrNull(row => row.Value.ClosedAt).InstantOrNull(row => row.Value.RespondedAt)
        .Text(row => row.Value.OrderNumber).Text(row => row.Value.Product).Text(row => row.Value.ExternalRef)
        .LongOrNull(row => row.Value.AmountMinor).Text(row => row.Value.AmountCurrency)
        .DoubleOrNull(row => row.Value.Longitude).DoubleOrNull(row => row.Value.Latitude)
        .Text(row => row.Value.Zone).Text(row => row.Value.Engineer).Text(row => TicketColumns.JoinIds(row.Value.ContentIds))
        .Int(row => row.Value.Unbooked);

    private readonly PostgresColumns<Waiting> steps = new PostgresColumns<Waiting>()
        .Position(row => row.Position).Text(row => row.Ticket).Text(row => row.Step.Step).Text(row => row.Step.Team)
        .Text(row => row.Step.Skills).Instant(row => row.Step.Since);

    /// <summary>The call; its parameters are this batch's arrays, so it is made once per connection.</summary>
    public NpgsqlCommand CreateCommand(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand { Connection = connection };
        IEnumerable<NpgsqlParameter> parameters =
        [
            now, .. commits.Parameters, .. events.Parameters, .. keys.Parameters,
            .. contents.Parameters, .. messages.Parameters, .. rows.Parameters, .. steps.Parameters,
        ];
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        var places = string.Join(", ", Enumerable.Range(1, command.Parameters.Count).Select(place => $"${place}"));
        command.CommandText = $"select head, lost, taken, taken_key, holder, holder_hash from journal_append({places})";
        return command;
    }

    /// <summary>Replaces what the arrays hold.</summary>
    /// <param name="instant">Decides which idempotency keys have expired.</param>
    public void Fill(IReadOnlyList<Commit> batch, DateTimeOffset instant)
    {
        now.TypedValue = instant.ToUnixTimeMilliseconds();
        commits.Clear();
        events.Clear();
        keys.Clear();
        contents.Clear();
        messages.Clear();
        rows.Clear();
        steps.Clear();
        for (var i = 0; i < batch.Count; i++)
            Add(batch[i], i + 1);
    }

    private void Add(Commit commit, int position)
    {
        commits.Add(commit);
        for (var i = 0; i < commit.Events.Count; i++)
            events.Add(new(position, commit, commit.ExpectedVersion + i + 1, commit.Events[i]));
        foreach (var key in commit.Keys)
            keys.Add(new(position, commit, key));
        foreach (var content in commit.Content)
            contents.Add(new(position, commit, content));
        foreach (var message in commit.Outbox)
            messages.Add(new(position, commit, message));
        if (commit.Row is not { } row)
            return;
        rows.Add(new(position, commit, row));
        foreach (var step in row.Waiting)
            steps.Add(new(position, row.Id, step));
    }

    private readonly record struct Versioned(int Position, Commit Commit, long Version, EventToStore Event);

    private readonly record struct Part<T>(int Position, Commit Commit, T Value);

    private readonly record struct Waiting(int Position, string Ticket, WaitingStepRow Step);
}
