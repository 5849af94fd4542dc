element.addEventListener('click', event => {
    const button = event.target.closest('button[data-do]');
    if (button) trigger('click', {what: button.dataset.do, value: button.dataset.value});
});
