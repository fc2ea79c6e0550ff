using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Crash;

/// <summary>What the database holds of the tickets of the crash test.</summary>
internal static class Acknowledgements
{
    /// <summary>Their external references and ids.</summary>
    public static Task<IReadOnlyList<(string Reference, string Id)>> Tickets(this Ledger ledger) =>
        ledger.Query<(string, string)>($"select external_ref, id from ticket_row where channel = '{TicketSpec.Channel}'");

    /// <summary>Idempotency keys that clients sent, external references excluded, and the entity that holds each.</summary>
    public static Task<IReadOnlyList<(string Key, string Entity)>> Keys(this Ledger ledger) => ledger.Query<(string, string)>(
        "select key, entity_id from idempotency_key where key like 'crash-%' and scope not like 'channel:%'");
}
