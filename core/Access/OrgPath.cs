namespace Dispatch.Access;

/// <summary>Scope over org paths such as <c>company/east/repair</c>: a path holds itself and all below it.</summary>
public static class OrgPath
{
    /// <summary>Whether something owned by <paramref name="owner"/> lies within <paramref name="scope"/>.</summary>
    public static bool Holds(string scope, string owner) =>
        owner.StartsWith(scope, StringComparison.Ordinal) && (owner.Length == scope.Length || owner[scope.Length] is '/');
}
