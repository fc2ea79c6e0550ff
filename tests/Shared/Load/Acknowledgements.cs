namespace Dispatch.Tests.Shared.Load;

/// <summary>What the database holds of the tickets that clients opened.</summary>
public static class Acknowledgements
{
    /// <summary>Their external references and ids.</summary>
    public static Task<IReadOnlyList<(string Reference, string Id)>> Tickets(this Ledger ledger) =>
        ledger.Query<(string, string)>($"select external_ref, id from ticket_row where channel = '{TicketSpec.Channel}'");

    /// <summary>Idempotency keys that clients sent, external references excluded, and the entity that holds each.</summary>
    public static Task<IReadOnlyList<(string Key, string Entity)>> Keys(this Ledger ledger) => ledger.Query<(string, string)>(
        "select key, entity_id from idempotency_key where key like 'crash-%' and scope not like 'channel:%'");

    /// <summary>Every ticket that was acknowledged and is not there, is there twice, or whose key belongs to another.</summary>
    public static async Task<IReadOnlyList<string>> LostOrDoubled(this Ledger ledger, Intake intake)
    {
        var stored = (await ledger.Tickets()).ToLookup(ticket => ticket.Reference, ticket => ticket.Id);
        var keys = (await ledger.Keys()).ToDictionary(key => key.Key, key => key.Entity);
        var acknowledged = intake.Acknowledged.ToDictionary(ack => TicketSpec.ReferenceOf(ack.Key), ack => ack.Value);
        return
        [
            .. acknowledged.Where(ack => !stored[ack.Key].Contains(ack.Value)).Select(ack => $"{ack.Key} was acknowledged as {ack.Value} and is lost"),
            .. stored.Where(ticket => ticket.Count() > 1).Select(ticket => $"{ticket.Key} is there {ticket.Count()} times"),
            .. stored.Where(ticket => !acknowledged.ContainsKey(ticket.Key)).Select(ticket => $"{ticket.Key} is there and was never acknowledged"),
            .. intake.Acknowledged.Where(ack => keys.GetValueOrDefault(TicketSpec.KeyOf(ack.Key)) != $"ticket/{ack.Value}").Select(ack => $"the key of {ack.Value} belongs to another"),
        ];
    }
}
