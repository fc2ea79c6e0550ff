using Microsoft.AspNetCore.Authorization;

namespace Dispatch.Api.Access;

/// <summary>The caller must hold a named policy by role, and by scope where its key is limited.</summary>
public sealed record PolicyRequirement(string Policy) : IAuthorizationRequirement;

/// <summary>Asks the caller.</summary>
public sealed class PolicyRequirementHandler : AuthorizationHandler<PolicyRequirement>
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PolicyRequirement requirement)
    {
        if (Caller.Find(context.User)?.Holds(requirement.Policy) is true)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
