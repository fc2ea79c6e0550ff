using System.Text;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.Races;

/// <summary>Every state that entities of a kind were ever in, folded from the journal: what was wrong for a moment only is found too.</summary>
internal static class Lives
{
    /// <summary>The states in the order in which they came about.</summary>
    public static async Task<IReadOnlyList<TState>> Of<TState, TEvent>(Ledger ledger)
        where TState : class, IEntity<TState, TEvent>
        where TEvent : DomainEvent
    {
        var kinds = EventKinds.Of<TEvent>();
        var states = new Dictionary<string, TState>(StringComparer.Ordinal);
        var lives = new List<TState>();
        foreach (var (entity, kind, body) in await ledger.Query<(string, string, string)>(
            $"select entity_id, kind, body from event where entity_id > '{TState.Kind}/' and entity_id < '{TState.Kind}0' order by seq"))
        {
            var before = states.GetValueOrDefault(entity) ?? TState.Initial(entity[(TState.Kind.Length + 1)..]);
            lives.Add(states[entity] = before.Apply((TEvent)kinds.Read(kind, Encoding.UTF8.GetBytes(body))!));
        }
        return lives;
    }
}
