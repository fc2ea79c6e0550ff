using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dispatch.Silo.Consistency;

namespace Dispatch.Tests.Simulation.Witnesses;

/// <summary>Every acknowledged message between customer and company is in the journal, and no message is there twice.</summary>
internal sealed class AcknowledgedReplies(Ledger ledger) : Check
{
    public override string Name => "acknowledged-replies";

    public override async Task Ask(DbConnection connection, CancellationToken cancellationToken)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (entity, body) in await connection.QueryAsync<(string, string)>(
            "select entity_id, body from event where kind in ('reply-sent.v1', 'reply-received.v1') order by seq"))
        {
            using var reply = JsonDocument.Parse(body);
            var id = reply.RootElement.GetProperty("text").GetProperty("id").GetString()!;
            if (!said.Add(id))
                Broken(entity, "reply-doubled", ("text", id));
        }
        foreach (var id in ledger.Replies)
            if (!said.Contains(id))
                Broken(id, "reply-lost");
    }
}
