namespace Dispatch;

/// <summary>A skill at a level, 1 (basic) to 5 (expert): what a person has, or what a job needs at least.</summary>
public sealed record Skill(string Id, int Level);
